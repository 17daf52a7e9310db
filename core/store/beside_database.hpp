// Files that stand in the data directory beside the database: keys, the book of erasures, locks.
#pragma once
#include <filesystem>

namespace musubi::store {

/// Makes the folder, open to its owner alone, where it is not there: with another PostgreSQL than the embedded one
/// nothing may have been kept in it yet. Throws Error "store.place".
void make_private_folder(const std::filesystem::path& folder);

/// Gives an open file to whom its folder belongs, where root made it: the service, which is not root, must be able to
/// write it. False where that was not possible.
bool give_to_owner_of_folder(int file, const std::filesystem::path& path);

}  // namespace musubi::store
