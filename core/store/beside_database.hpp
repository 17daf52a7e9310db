// Files that stand in the data directory beside the database: keys, the book of erasures, locks.
#pragma once
#include <filesystem>
#include <string>

namespace musubi::store {

/// Makes the folder, open to its owner alone, where it is not there: with another PostgreSQL than the embedded one
/// nothing may have been kept in it yet. Throws Error "store.place".
void make_private_folder(const std::filesystem::path& folder);

/// Gives an open file to whom its folder belongs, where root made it: the service, which is not root, must be able to
/// write it. False where that was not possible.
bool give_to_owner_of_folder(int file, const std::filesystem::path& path);

/// The whole file; empty where there is none.
std::string read_beside_database(const std::filesystem::path& file);

/// Appends, and is durable when it returns; makes the file where there is none. Who reads meanwhile sees the text whole or not
/// at all. Belongs to its folder's owner. Throws Error "store.place".
void append_beside_database(const std::filesystem::path& file, const std::string& text);

/// The file's bytes; where there is none, 32 random ones, which stand there durably when it returns. Of several processes that
/// make it at once one wins, and all get its key. Throws Error "store.place".
std::string key_beside_database(const std::filesystem::path& file);

}  // namespace musubi::store
