// Runs a program of PostgreSQL's to its end, under another account where asked.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace musubi::store {

/// A user of this machine, with a passwd entry.
struct Account {
  uid_t uid = 0;
  gid_t gid = 0;
  std::string name, home;
  std::vector<gid_t> groups;
};
std::optional<Account> account_named(const std::string& name);
std::optional<Account> account_of(uid_t uid);

/// Runs argv[0] (a full path) as `account` (nullopt: as ourselves; another needs root) in a session of its
/// own, so that Ctrl-C does not reach it, with a small fixed environment, no open files and `output`
/// (appended; "" = nowhere) for what it prints. `password` goes into its environment. Returns its exit code, 128 + n when signal n ended it, 127
/// when it could not be started.
int run_program(const std::vector<std::string>& argv, const std::optional<Account>& account,
                const std::filesystem::path& output, const std::string& password = "");

/// The same, but does not wait; -1 when it could not be started. The program outlives us.
pid_t start_program(const std::vector<std::string>& argv, const std::optional<Account>& account,
                    const std::filesystem::path& output, const std::string& password = "");
/// True once a started program has ended; also cleans up after it.
bool has_ended(pid_t program);

}  // namespace musubi::store
