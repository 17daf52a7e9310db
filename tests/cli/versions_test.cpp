// Backups that another version made. One of every fourth earlier state of the schema (of every one with MUSUBI_EVERY_STATE) is
// restored, migrated and synced: the master is what it was. One of a newer state is refused before anything is touched.
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/settings/sealed_file.hpp"
#include "core/store/backup.hpp"
#include "core/store/connection.hpp"
#include "core/store/store.hpp"
#include "tests/cli/process.hpp"
#include "tests/scratch.hpp"

namespace musubi::cli {
namespace {

namespace fs = std::filesystem;
using store::Connection;

std::string variable(const char* name) { return std::getenv(name) ? std::getenv(name) : "."; }

std::string contents(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> migrations() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(fs::path(variable("MUSUBI_SOURCE")) / "core/store/migrations")) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

constexpr const char* sequences = "select schemaname || '.' || sequencename from pg_sequences where schemaname in ('source', 'identity', 'master', 'hub') order by 1";

/// One text a row.
std::vector<std::string> rows(Connection& connection, const std::string& sql) {
  store::Reply reply = connection.query(sql);
  std::vector<std::string> out;
  for (int i = 0; i < reply.rows(); ++i) out.emplace_back(reply.text(i, 0));
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::vector<std::string> tables(Connection& connection, const std::string& schemas) {
  return rows(connection, "select table_schema || '.' || table_name from information_schema.tables where table_type = 'BASE TABLE' and table_schema in (" + schemas + ") order by 1");
}

std::vector<std::string> columns(Connection& connection, const std::string& table) {
  return rows(connection, "select quote_ident(column_name) from information_schema.columns where table_schema || '.' || table_name = '" + table + "' order by 1");
}

/// COPY from one database to the other.
void carry(Connection& from, const std::string& select, Connection& to, const std::string& table) {
  PQclear(PQexec(from.native(), ("copy (" + select + ") to stdout").c_str()));
  PQclear(PQexec(to.native(), ("copy " + table + " from stdin").c_str()));
  char* bytes = nullptr;
  for (int n; (n = PQgetCopyData(from.native(), &bytes, 0)) > 0; PQfreemem(bytes)) PQputCopyData(to.native(), bytes, n);
  PQputCopyEnd(to.native(), nullptr);
  for (PGconn* one : {from.native(), to.native()})
    while (PGresult* result = PQgetResult(one)) {
      EXPECT_EQ(PQresultStatus(result), PGRES_COMMAND_OK) << table << ": " << PQresultErrorMessage(result);
      PQclear(result);
    }
}

/// A hub with customers, facts, a held row and a steward's word; each test gets databases beside its own.
class Versions : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = scratch_folder("versions");
    here = folder / "hub";
    keeper = std::make_unique<Store>(Store::open("", (folder / "common").string()));
    write("musubi.yaml", "language: ja\ndatabase: {url: {env: MUSUBI_TEST_URL}}\n");
    write("connections/shop.yaml", "connector: file\nmailing: yes\nconfig: {streams: {people: {path: " + (here / "people.csv").string() + ", key: [番号]}}}\n");
    write("mappings/shop.people.yaml",
          "source: shop.people\nparties:\n  p: {kind: person, key: 番号, name: 氏名, phone: 電話, email: メール}\n"
          "facts:\n  order: {kind: sales_order, of: p, key: 注文, number: 注文, ordered_at: 日, amount: 額}\n  note: {kind: activity, of: p, at: 日, body: メモ}\n");
    write("people.csv", "番号,氏名,電話,メール,注文,日,額,メモ\n1,山田 花子,090-1234-0001,hanako@example.jp,A1,2026-01-05,1200,来店\n2,山田 花子,,hanako@example.jp,A2,2026-02-05,800,電話\n"
                        "3,佐藤 一郎,03-1234-0003,ichiro@example.jp,A3,2026-03-05,5400,\n4,佐藤 市郎,,,A4,2026-03-06,500,\n5,鈴木 次郎,,jiro@example.jp,A5,いつか,1,\n");
    url = database("today");
    answer(here, url, {"sync"}, 0);
    answer(here, url, {"customer", "merge", "3", "4", "--why", "同じ方"}, 0);
  }
  static void TearDownTestSuite() {
    keeper.reset();
    fs::remove_all(folder);
  }

  static void write(const std::string& name, const std::string& text) {
    fs::create_directories((here / name).parent_path());
    std::ofstream(here / name) << text;
  }

  /// The URL of a new, empty database.
  static std::string database(const std::string& name) {
    std::string common = keeper->url();
    Connection(common).run("create database \"" + name + "\" template template0");
    return common.substr(0, common.rfind('/') + 1) + name;
  }

  static std::string answer(const fs::path& config, const std::string& with, std::vector<std::string> words, int exit_code) {
    words.insert(words.begin(), {(fs::path(variable("MUSUBI_BUILD")) / "musubi").string(), "--config", config.string()});
    Launch launch;
    launch.words = std::move(words);
    launch.environment = {"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "MUSUBI_TEST_URL=" + with, "MUSUBI_BACKUP_PASSWORD=correct horse"};
    launch.folder = folder.string();
    Ran got = run_to_end(launch);
    EXPECT_EQ(got.exit_code, exit_code) << joined(launch.words) << "\n" << got.out << got.err;
    return got.out + got.err;
  }

  /// What stands in a database, sealed as `musubi backup` does.
  static fs::path backup_of(const std::string& database_url, const std::string& name) {
    fs::path dump = folder / (name + ".dump"), out = folder / (name + ".backup");
    dump_database(database_url, dump);
    seal({{"database.dump", dump},
          {"config/musubi.yaml", here / "musubi.yaml"},
          {"config/connections/shop.yaml", here / "connections/shop.yaml"},
          {"config/mappings/shop.people.yaml", here / "mappings/shop.people.yaml"}},
         out, "correct horse");
    return out;
  }

  static inline fs::path folder, here;
  static inline std::unique_ptr<Store> keeper;
  static inline std::string url;
};

/// The database as a program that knew only the first `steps` migrations would have left it.
void make_older(Connection& today, Connection& older, size_t steps) {
  older.run("create schema hub; create table hub.migration (version int primary key, name text not null, at timestamptz not null default now())");
  for (const fs::path& step : migrations()) {
    if (!steps--) break;
    older.run(contents(step));
    std::string name = step.stem().string();
    older.run("insert into hub.migration (version, name) values (" + std::to_string(std::stoi(name)) + ", '" + name.substr(4) + "')");
  }
  older.run("set session_replication_role = replica");
  for (const std::string& table : tables(older, "'source', 'identity', 'master', 'hub'")) {
    std::vector<std::string> known = columns(today, table), own = columns(older, table), taken, named_today;
    if (table == "hub.migration" || known.empty()) continue;
    bool dated = table == "identity.decision" && std::find(own.begin(), own.end(), "who") != own.end();  // before each word was an event
    for (const std::string& column : own) {
      const std::string now = table == "identity.match_key" && column == "hash" ? "key_hash" : column;  // migration 121
      if (std::find(known.begin(), known.end(), now) == known.end()) continue;
      taken.push_back(column);
      named_today.push_back(now);
    }
    if (dated) std::erase(taken, "id");
    std::string list = joined(taken);
    if (dated)
      carry(today, "select d.id, " + list + ", e.who, e.why, e.at from identity.decision d join identity.merge_event e on e.id = d.event", older, table + " (id, " + list + ", who, why, at)");
    else
      carry(today, "select " + joined(named_today) + " from " + table, older, table + " (" + list + ")");
  }
  std::vector<std::string> known = rows(today, sequences), own = rows(older, sequences);
  for (const std::string& name : own)
    if (std::find(known.begin(), known.end(), name) != known.end()) {
      store::Reply at = today.query("select last_value, is_called from " + name);
      older.run("select setval('" + name + "', " + std::string(at.text(0, 0)) + ", " + (at.yes(0, 1) ? "true" : "false") + ")");
    }
  older.run("update hub.published_rules set digest = 'of an older program'");
}

/// The master but for its history, which tells of runs, table by table; of the tables and columns that `like` has.
std::string master(Connection& connection, Connection& like) {
  std::string out;
  for (const std::string& table : tables(like, "'master'")) {
    std::vector<std::string> known = columns(connection, table);
    if (table == "master.customer_history" || known.empty()) continue;
    std::vector<std::string> shown;
    for (const std::string& column : columns(like, table))
      if (std::find(known.begin(), known.end(), column) != known.end()) shown.push_back(column);
    out += table + " (" + joined(shown) + ")\n";
    for (const std::string& row : rows(connection, "select row(" + joined(shown) + ")::text from " + table + " order by 1")) out += "  " + row + "\n";
  }
  return out;
}

TEST_F(Versions, ABackupOfEachEarlierStateIsRestoredAndMigrated) {
  Connection today(url);
  const std::string whole = master(today, today);
  EXPECT_EQ(rows(today, "select count(*) from master.customer")[0], "2") << whole;
  const size_t stride = std::getenv("MUSUBI_EVERY_STATE") ? 1 : 4;
  for (size_t steps = 1; steps <= migrations().size(); steps += stride) {
    SCOPED_TRACE(migrations()[steps - 1].filename().string());
    std::string name = "after_" + std::to_string(steps), old = database("old_" + name), restored = database(name);
    std::string expected;
    {
      Connection older(old);
      make_older(today, older, steps);
      expected = master(today, older);
    }
    fs::path target = folder / name;
    answer(target, restored, {"restore", backup_of(old, name).string()}, 0);
    {
      Connection now(restored), older(old);
      EXPECT_EQ(master(now, older), expected) << "restored";
    }
    answer(target, restored, {"sync"}, 0);
    Connection now(restored);
    EXPECT_EQ(master(now, now), whole) << "and synced";
    EXPECT_EQ(rows(now, "select string_agg(version::text, ' ' order by version) from hub.migration"), rows(today, "select string_agg(version::text, ' ' order by version) from hub.migration"));
  }
}

TEST_F(Versions, ABackupOfANewerStateIsRefusedBeforeAnythingIsTouched) {
  std::string newer = database("newer"), empty = database("empty");
  {
    Connection today(url), one(newer);
    make_older(today, one, migrations().size());
    one.run("insert into hub.migration (version, name) values (9876, 'of_another_time')");
  }
  fs::path target = folder / "refused";
  std::string said = answer(target, empty, {"restore", backup_of(newer, "newer").string()}, 1);
  EXPECT_NE(said.find("9876"), std::string::npos) << said;
  EXPECT_NE(said.find("新しい版の musubi"), std::string::npos) << said;
  EXPECT_FALSE(fs::exists(target / "musubi.yaml"));
  Connection one(empty);
  EXPECT_EQ(rows(one, "select nspname from pg_namespace where nspname = 'hub'").size(), 0u);
}

}  // namespace
}  // namespace musubi::cli
