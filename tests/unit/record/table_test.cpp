// The derived tables' descriptions, and cells in PostgreSQL's own output forms.
#include "core/record/table.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "core/record/fact.hpp"

namespace musubi {
namespace {

TEST(TableTest, EveryTableIsWhole) {
  std::set<std::string> seen;
  for (size_t i = 0; i < size_t(TableId::count_); ++i) {
    const Table& t = table(TableId(i));
    std::string name = std::string(t.schema) + "." + std::string(t.name);
    EXPECT_TRUE(seen.insert(name).second) << name;
    ASSERT_GE(t.columns.size(), t.key_size) << name;
    EXPECT_NO_THROW((void)t.at(t.owner)) << name;
    std::set<std::string> columns;
    for (const Column& c : t.columns) EXPECT_TRUE(columns.insert(c.name).second) << name << "." << c.name;
  }
  EXPECT_THROW((void)table(TableId::customer).at("nothing"), std::out_of_range);
}

TEST(TableTest, FactTablesFollowTheirKinds) {
  for (const FactKind& kind : fact_kinds()) {
    const Table& t = table(kind.table);
    EXPECT_EQ(t.name, kind.name);
    for (const FactColumn& c : kind.columns) {
      std::string column = std::string(c.name) + (c.party ? "_id" : "");
      EXPECT_EQ(t.columns[t.at(column)].type, c.type) << kind.name << "." << column;
    }
    EXPECT_EQ(find_fact_kind(kind.name), &kind);
  }
  EXPECT_EQ(find_fact_kind("customer"), nullptr);
}

TEST(CellTest, TextArrays) {
  struct Case {
    std::vector<std::string> values;
    const char* cell;
  };
  const Case cases[] = {
      {{}, "{}"},
      {{"a"}, "{a}"},
      {{"a", "b c"}, "{a,\"b c\"}"},
      {{""}, "{\"\"}"},
      {{"", ""}, "{\"\",\"\"}"},
      {{"null", "NULL", "nulls"}, "{\"null\",\"NULL\",nulls}"},
      {{"say \"hi\"", "back\\slash"}, "{\"say \\\"hi\\\"\",\"back\\\\slash\"}"},
      {{"{x}", "a,b", "tab\t", "line\n"}, "{\"{x}\",\"a,b\",\"tab\t\",\"line\n\"}"},
      {{"090-1234-5678", "渋屋　太郎", "a@example.jp"}, "{090-1234-5678,渋屋　太郎,a@example.jp}"},
      {{"\\"}, "{\"\\\\\"}"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(cell(c.values), c.cell);
    EXPECT_EQ(texts_of(c.cell), c.values) << c.cell;
  }
}

TEST(CellTest, IntegerArrays) {
  for (const auto& [values, text] : std::vector<std::pair<std::vector<int64_t>, const char*>>{{{}, "{}"}, {{7}, "{7}"}, {{INT64_MIN, -1, INT64_MAX}, "{-9223372036854775808,-1,9223372036854775807}"}}) {
    EXPECT_EQ(cell(values), text);
    EXPECT_EQ(integers_of(text), values) << text;
  }
}

TEST(CellTest, NumbersAndTruth) {
  EXPECT_EQ(cell(int64_t{-5}), "-5");
  EXPECT_EQ(cell(INT64_MAX), "9223372036854775807");
  EXPECT_EQ(integer_of("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(integer_of("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(cell(true), "t");
  EXPECT_EQ(cell(false), "f");
}

TEST(CellTest, Times) {
  struct Case {
    const char *utc, *cell;
  };
  const Case cases[] = {{"2026-01-31T09:00:00Z", "2026-01-31 09:00:00+00"},
                        {"2026-01-31T09:00:00.5Z", "2026-01-31 09:00:00.5+00"},
                        {"2026-01-31T09:00:00.000001Z", "2026-01-31 09:00:00.000001+00"},
                        {"1867-12-31T23:59:59Z", "1867-12-31 23:59:59+00"}};
  for (const Case& c : cases) {
    Time t = *parse_time(c.utc, "UTC");
    EXPECT_EQ(cell(t), c.cell);
    EXPECT_EQ(time_of(c.cell), t);
  }
  EXPECT_EQ(time_of("soon"), std::nullopt);
}

}  // namespace
}  // namespace musubi
