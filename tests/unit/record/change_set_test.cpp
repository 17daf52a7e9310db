// derived − stored (design.md §1).
#include "core/record/change_set.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <stdexcept>

namespace musubi {
namespace {

constexpr TableId with_key_of_two = TableId::pair;  // (a, b)

Row key(const std::string& profile, const std::string& hash) {
  return {{profile, hash}};
}

Row point(const std::string& customer, const std::string& value, std::optional<std::string> shown) {
  return {{customer, "phone", value, std::move(shown), "1", "t"}};
}

std::string printed(const ChangeSet& set) {
  std::string out;
  for (const RowChange& c : set.changes) {
    const Row& row = c.op == Op::erase ? c.before : c.after;
    out += c.op == Op::insert ? "+" : c.op == Op::erase ? "-" : "~";
    for (size_t i = 0; i < table(c.table).key_size; ++i) out += row.cells[i].value_or("null") + " ";
  }
  return out;
}

TEST(DifferenceTest, InsertsUpdatesAndErases) {
  std::vector<Row> stored = {point("1", "a", "A"), point("2", "b", "B"), point("3", "c", "C")};
  std::vector<Row> derived = {point("4", "d", "D"), point("2", "b", "B2"), point("1", "a", "A")};
  ChangeSet set = difference(TableId::contact_point, stored, derived);
  EXPECT_EQ(printed(set), "~2 phone b -3 phone c +4 phone d ");
  ASSERT_EQ(set.changes.size(), 3U);
  EXPECT_EQ(set.changes[0].before, stored[1]);
  EXPECT_EQ(set.changes[0].after, derived[1]);
  EXPECT_TRUE(set.changes[1].after.cells.empty());
  EXPECT_TRUE(set.changes[2].before.cells.empty());
}

TEST(DifferenceTest, EqualListsInAnyOrderYieldNothing) {
  std::vector<Row> rows = {key("1", "5"), key("2", "5"), key("1", "7")};
  std::vector<Row> turned(rows.rbegin(), rows.rend());
  EXPECT_TRUE(difference(with_key_of_two, rows, turned).empty());
  EXPECT_TRUE(difference(with_key_of_two, {}, {}).empty());
}

TEST(DifferenceTest, NullIsNotTheEmptyText) {
  ChangeSet set = difference(TableId::contact_point, {point("1", "a", std::nullopt)}, {point("1", "a", "")});
  EXPECT_EQ(printed(set), "~1 phone a ");
}

TEST(DifferenceTest, TheWholeKeyCounts) {
  ChangeSet set = difference(with_key_of_two, {key("1", "5")}, {key("1", "6"), key("2", "5")});
  EXPECT_EQ(printed(set), "-1 5 +1 6 +2 5 ");
}

TEST(DifferenceTest, AKeyTwiceInDerivedIsABug) {
  EXPECT_THROW(difference(with_key_of_two, {}, {key("1", "5"), key("2", "5"), key("1", "5")}),
               std::logic_error);
}

/// Applying the difference turns what is stored into what was derived, whatever the two are.
TEST(DifferenceTest, AppliedItYieldsWhatWasDerived) {
  std::mt19937 random(7);
  auto some_rows = [&] {
    std::map<std::string, Row> rows;
    for (int i = 0; i < 20; ++i) {
      std::string value(1, char('a' + random() % 12));
      rows.insert_or_assign(value, point("1", value, std::string(1, char('0' + random() % 3))));
    }
    return rows;
  };
  for (int round = 0; round < 200; ++round) {
    auto stored = some_rows(), derived = some_rows();
    std::vector<Row> from, to;
    for (auto& [value, row] : stored) from.push_back(row);
    for (auto& [value, row] : derived) to.push_back(row);
    std::shuffle(from.begin(), from.end(), random);
    std::shuffle(to.begin(), to.end(), random);
    for (const RowChange& c : difference(TableId::contact_point, from, to).changes) {
      if (c.op == Op::erase)
        EXPECT_EQ(stored.erase(*c.before.cells[2]), 1U);
      else
        stored.insert_or_assign(*c.after.cells[2], c.after);
    }
    EXPECT_EQ(stored, derived);
  }
}

TEST(ChangeSetTest, AddsBehindItsOwn) {
  ChangeSet a = difference(with_key_of_two, {}, {key("1", "5")});
  a.add(difference(with_key_of_two, {key("0", "9")}, {}));
  EXPECT_EQ(printed(a), "+1 5 -0 9 ");
}

}  // namespace
}  // namespace musubi
