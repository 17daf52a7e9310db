#include "core/store/migrate.hpp"

#include <iterator>
#include <set>
#include <string_view>

namespace musubi::store {
namespace {

struct Migration {
  int version;
  std::string_view name, sql;
};

constexpr Migration migrations[] = {
#include "migrations.inc"
};

constexpr const char* lock = "select pg_advisory_xact_lock(19821, 1)";

bool table_exists(Connection& connection) {
  return !connection.query("select to_regclass('hub.migration')").null(0, 0);
}

/// The steps that were made. One may have a higher number than another that came later.
std::set<int64_t> done(Connection& connection) {
  std::set<int64_t> out;
  if (!table_exists(connection)) return out;
  Reply versions = connection.query("select version from hub.migration");
  for (int i = 0; i < versions.rows(); ++i) out.insert(versions.integer(i, 0));
  return out;
}

void step(Connection& connection, const Migration& m) {
  connection.run("begin");
  connection.query(lock);
  if (!table_exists(connection))
    connection.run(
        "create schema if not exists hub;"
        "create table hub.migration (version int primary key, name text not null, at timestamptz not null "
        "default now())");
  if (!done(connection).contains(m.version)) {
    connection.run(std::string(m.sql));
    connection.query("insert into hub.migration (version, name) values ($1, $2)",
                     {std::to_string(m.version), std::string(m.name)});
  }
  connection.run("commit");
}

}  // namespace

int newest_migration() {
  return std::prev(std::end(migrations))->version;
}

void migrate(Connection& connection) {
  std::set<int64_t> made = done(connection);
  if (!made.empty() && *made.rbegin() > newest_migration())
    throw Error("store.newer_schema", {{"schema", std::to_string(*made.rbegin())}, {"program", std::to_string(newest_migration())}});
  for (const Migration& m : migrations)
    if (!made.contains(m.version)) step(connection, m);
}

}  // namespace musubi::store
