#include "core/store/migrate.hpp"

#include <iterator>
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

int64_t version_of(Connection& connection) {
  if (!table_exists(connection)) return 0;
  return connection.query("select coalesce(max(version), 0) from hub.migration").integer(0, 0);
}

void step(Connection& connection, const Migration& m) {
  connection.run("begin");
  connection.query(lock);
  if (!table_exists(connection))
    connection.run(
        "create schema if not exists hub;"
        "create table hub.migration (version int primary key, name text not null, at timestamptz not null "
        "default now())");
  if (version_of(connection) < m.version) {
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
  int64_t now = version_of(connection);
  if (now > newest_migration())
    throw Error("store.newer_schema",
                {{"schema", std::to_string(now)}, {"program", std::to_string(newest_migration())}});
  for (const Migration& m : migrations)
    if (m.version > now) step(connection, m);
}

}  // namespace musubi::store
