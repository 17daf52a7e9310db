// The SELECTs that read a table page by page.
#include "connectors/sql/table.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include "connectors/sql/database.hpp"

namespace musubi::sql {
namespace {

/// A database that has one table, t(id, at, name).
class OneTable : public Database {
 public:
  OneTable(const Host& host, const Settings& settings, std::vector<std::string> key)
      : Database(host, settings), key_(std::move(key)) {}
  std::vector<Column> describe(const std::string& select) override {
    if (select.find("\"t\"") == select.npos) throw Failure(MU_CONFIG, "no_table");
    return {{"id", Kind::integer}, {"at", Kind::instant}, {"name", Kind::text}};
  }
  std::vector<std::string> primary_key(const std::string&) override { return key_; }
  std::vector<std::string> tables() override { return {"s", "t", "users"}; }
  std::string quoted(const std::string& name) const override { return "\"" + name + "\""; }
  std::string as_text(const std::string& column, Kind) const override { return column; }
  std::string literal(Kind, const std::string& text) const override { return "'" + text + "'"; }

 private:
  void interrupt() override {}
  Failure failure(const std::exception& e) const override { return Failure(MU_BUG, e.what()); }
  std::vector<std::string> key_;
};

struct SqlTable : testing::Test {
  mu_host none{};
  Host host{&none, nullptr};
  Settings settings;
  StreamSettings stream{"t", "t", "", {}, "", {}, ""};
  OneTable database{host, settings, {"id"}};
};

const std::string all = "SELECT q.\"id\", q.\"at\", q.\"name\" FROM \"t\" AS q";

TEST_F(SqlTable, PagesByThePrimaryKey) {
  Table table(database, stream);
  EXPECT_EQ(table.parts().size(), 1u);
  EXPECT_EQ(table.select(Table::Part::main, "", {}, 10), all + " ORDER BY q.\"id\" LIMIT 10");
  EXPECT_EQ(table.select(Table::Part::main, "", {"7"}, 10),
            all + " WHERE q.\"id\" > '7' ORDER BY q.\"id\" LIMIT 10");
}

TEST_F(SqlTable, PagesByCursorAndKey) {
  stream.cursor = "at";
  Table table(database, stream);
  EXPECT_EQ(table.select(Table::Part::main, "5", {}, 10),
            all + " WHERE q.\"at\" IS NOT NULL AND q.\"at\" >= '5' ORDER BY q.\"at\", q.\"id\" LIMIT 10");
  EXPECT_EQ(table.select(Table::Part::main, "5", {"6", "7"}, 10),
            all +
                " WHERE q.\"at\" IS NOT NULL AND q.\"at\" >= '6' AND (q.\"at\" > '6' OR q.\"at\" = '6' AND "
                "q.\"id\" > '7')"
                " ORDER BY q.\"at\", q.\"id\" LIMIT 10");
  EXPECT_EQ(table.select(Table::Part::cursorless, "5", {"7"}, 10),
            all + " WHERE q.\"at\" IS NULL AND q.\"id\" > '7' ORDER BY q.\"id\" LIMIT 10");
}

TEST_F(SqlTable, AKeyOfOnesOwnMayRepeatAndBeEmpty) {
  stream.key = {"name", "id"};
  Table table(database, stream);
  EXPECT_EQ(table.select(Table::Part::keyless, "", {}, 0),
            all + " WHERE (q.\"name\" IS NULL OR q.\"id\" IS NULL) ORDER BY q.\"name\", q.\"id\"");
  EXPECT_EQ(table.select(Table::Part::main, "", {"a", "1"}, 2),
            all +
                " WHERE NOT (q.\"name\" IS NULL OR q.\"id\" IS NULL) AND q.\"name\" >= 'a' AND"
                " (q.\"name\" > 'a' OR q.\"name\" = 'a' AND q.\"id\" >= '1') ORDER BY q.\"name\", q.\"id\" "
                "LIMIT 2");
}

TEST_F(SqlTable, WithoutAKeyAllAtOnce) {
  OneTable keyless(host, settings, {});
  Table table(keyless, stream);
  EXPECT_FALSE(table.pages());
  EXPECT_EQ(table.select(Table::Part::main, "", {}, 0), all);
}

TEST_F(SqlTable, ChosenColumnsBringKeyAndCursorAlong) {
  stream.columns = {"name"};
  stream.cursor = "at";
  Table table(database, stream);
  std::vector<std::string> names;
  for (const auto& column : table.columns()) names.push_back(column.name);
  EXPECT_EQ(names, (std::vector<std::string>{"name", "id", "at"}));
}

TEST_F(SqlTable, NamesThatAreNotThere) {
  auto failed = [&](const StreamSettings& s) {
    try {
      Table table(database, s);
    } catch (const Failure& f) {
      std::string out = f.id;
      for (const auto& [name, value] : f.args)
        if (name == "nearest") out += " " + value;
      return out;
    }
    return std::string("none");
  };
  EXPECT_EQ(failed({"x", "user", "", {}, "", {}, ""}), "no_such_table users");
  EXPECT_EQ(failed({"t", "t", "", {"nama"}, "", {}, ""}), "no_column name");
  EXPECT_EQ(failed({"t", "t", "", {}, "att", {}, ""}), "no_column at");
}

}  // namespace
}  // namespace musubi::sql
