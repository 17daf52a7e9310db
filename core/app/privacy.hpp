// The commands that keep personal data safe: erasure, retention, secrets, the audit log, exports, backup and restore.
#pragma once
#include <string>

#include "core/app/command.hpp"

namespace musubi {

struct EraseOptions {
  int64_t id = 0;
  bool yes = false;
};
int run_customer_erase(Context& context, const EraseOptions& options);

struct AuditOptions {
  int64_t customer = 0;
  std::string who, since;
  size_t limit = 100;
};
/// Prints the audit log, newest first.
int run_audit(Context& context, const AuditOptions& options);

struct ExportOptions {
  std::string format = "csv", out;
  bool all = false;  // CSV with the columns that the program keeps for itself
  bool raw = false;  // cells of CSV that a spreadsheet would run as formulas stay as they are
};
int run_export(Context& context, const ExportOptions& options);

struct BackupOptions {
  std::string file, password_file;  // "" = MUSUBI_BACKUP_PASSWORD, else asked
  bool replace = false;
};
int run_backup(Context& context, const BackupOptions& options);
int run_restore(Context& context, const BackupOptions& options);

/// Removes what is past its stream's retention, also from the database's files, or says how much there is.
int run_retention(Context& context, bool dry_run, bool sure);
/// A person's first consent to a connection, kept for it. Asks and waits on the terminal.
/// connection remove: a connection that is configured no more ends, its records are gone.
int run_connection_remove(Context& context, const std::string& connection);
int run_connection_login(Context& context, const std::string& connection);
/// Forgets what a connection has handed over to be kept.
int run_forget_secret(Context& context, const std::string& connection);

}  // namespace musubi
