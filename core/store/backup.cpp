#include "core/store/backup.hpp"

#include <charconv>
#include <fstream>
#include <memory>

#include "core/store/cluster.hpp"
#include "core/store/connection.hpp"
#include "core/store/login.hpp"
#include "core/store/migrate.hpp"
#include "core/store/programs.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

/// Readers are made anew where a backup is restored; roles belong to a cluster.
constexpr const char* without_roles[] = {"--no-owner", "--no-acl"};

void run(const char* program, const std::string& url, std::vector<std::string> arguments, const fs::path& log, const char* failure) {
  store::Login login = store::login_of(url);
  arguments.insert(arguments.begin(), {(store::find_programs(0).folder / program).string(), "--dbname=" + login.address});
  arguments.insert(arguments.end(), std::begin(without_roles), std::end(without_roles));
  if (store::run_program(arguments, {}, log, login.password) != 0) throw Error(failure, {{"log", log.string()}});
}

void read_into(const std::string& url, const fs::path& file) {
  run("pg_restore", url, {"--exit-on-error", "--single-transaction", file.string()}, file.string() + ".log", "store.restore_failed");
}

/// The restored database becomes the one in use; the former goes last.
void take_place(store::Connection& other) {
  if (other.query("select count(*) from pg_stat_activity where datname = 'musubi'").integer(0, 0) > 0) throw Error("store.in_use");
  other.run("alter database musubi rename to musubi_former");
  other.run("alter database musubi_restored rename to musubi");
  other.run("drop database musubi_former");
}

}  // namespace

void dump_database(const std::string& url, const fs::path& file) {
  run("pg_dump", url, {"--format=custom", "--file=" + file.string()}, file.string() + ".log", "store.backup_failed");
}

void refuse_newer_dump(const fs::path& file) {
  fs::path rows = file.string() + ".migrations", log = file.string() + ".log";
  std::string program = (store::find_programs(0).folder / "pg_restore").string();
  if (store::run_program({program, "--data-only", "--schema=hub", "--table=migration", "--file=" + rows.string(), file.string()}, {}, log) != 0)
    throw Error("store.restore_failed", {{"log", log.string()}});
  int newest = 0;
  std::ifstream in(rows);
  for (std::string line; std::getline(in, line);) {  // of COPY: the version first, then a tab
    int version = 0;
    const char* end = line.data() + line.size();
    const char* behind = std::from_chars(line.data(), end, version).ptr;
    if (behind != end && *behind == '\t') newest = std::max(newest, version);
  }
  if (newest > store::newest_migration())
    throw Error("store.newer_backup", {{"schema", std::to_string(newest)}, {"program", std::to_string(store::newest_migration())}});
}

void restore_database(const RestoreTarget& target, const fs::path& file) {
  std::unique_ptr<store::Cluster> cluster;
  if (target.url.empty()) cluster = std::make_unique<store::Cluster>(target.data, target.readers);
  std::string url = cluster ? cluster->url() : target.url;
  bool empty = store::Connection(url).query("select to_regnamespace('hub')").null(0, 0);
  if (!empty && (!target.replace || !cluster)) throw Error("store.not_empty", {{"where", cluster ? target.data.string() : "database.url"}});
  if (empty) return read_into(url, file);
  store::Connection other(url + "?dbname=postgres");
  other.run("drop database if exists musubi_restored");
  other.run("create database musubi_restored template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'");
  read_into(url + "?dbname=musubi_restored", file);
  take_place(other);
}

}  // namespace musubi
