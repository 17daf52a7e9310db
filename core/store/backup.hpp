// A database as one file and back, by PostgreSQL's own programs.
#pragma once
#include <filesystem>
#include <string>

#include "core/settings/settings.hpp"

namespace musubi {

/// Writes the database as it is at this moment (others go on writing) in pg_dump's custom format. Throws Error
/// "store.backup_failed".
void dump_database(const std::string& url, const std::filesystem::path& file);

/// Throws Error "store.newer_backup" for a file of a database that a newer program has migrated, "store.restore_failed" for what is
/// no such file. Changes nothing: call it before anything makes way for the backup.
void refuse_newer_dump(const std::filesystem::path& file);

/// Where a backup goes: "" = the embedded cluster under `data`, made where there is none.
struct RestoreTarget {
  std::string url;
  std::filesystem::path data;
  ReaderSettings readers;
  bool replace = false;  // take the place of what is there; of the embedded cluster only
};
/// Reads such a file into an empty database, or beside what is there and then in its place. All or nothing. The schema stays
/// that of the file until the database is opened. Throws Error "store.not_empty", "store.restore_failed", "store.in_use" where
/// others are connected to what is to be replaced.
void restore_database(const RestoreTarget& target, const std::filesystem::path& file);

}  // namespace musubi
