// A steward's pin beats every record, and the origin says whose word it is.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/merge/cards.hpp"

namespace musubi::testing {
namespace {

using enum EnteredBy;

const Survivorship defaults = load_survivorship("", "");

Member pinned(Member m, Field f, std::vector<std::string> parts, int64_t event, const std::string& who = "佐藤") {
  m.pins.push_back({stated(f, std::move(parts)), event, who});
  return m;
}

std::vector<Member> two() {
  Member person = with(with(member(4, self, "2026-05-01"), Field::name, {"渋屋", "太郎"}), Field::phone, {"090-1"});
  Member list = with(with(member(7, import), Field::name, {"渋谷", "太郎"}), Field::phone, {"03-2"});
  return {person, list};
}

TEST(Pins, BeatWhatTheCustomerEnteredHimself) {
  std::vector<Member> members = two();
  members[1] = pinned(members[1], Field::name, {"澁谷", "太郎"}, 3);
  Customer c = merge(members, defaults);
  EXPECT_EQ(golden(c, Field::name), "澁谷 太郎");
  EXPECT_EQ(c.values.front().profile_id, 7);
  EXPECT_EQ(c.values.front().pinned, 3);
  EXPECT_EQ(c.values.front().pinned_by, "佐藤");
}

TEST(Pins, TheLastWordWinsWhoeverHoldsIt) {
  std::vector<Member> members = two();
  members[0] = pinned(pinned(members[0], Field::sex, {"男性"}, 2), Field::sex, {"女性"}, 9);
  members[1] = pinned(members[1], Field::sex, {"男性"}, 5);
  EXPECT_EQ(golden(merge(members, defaults), Field::sex), "女性");
  std::reverse(members.begin(), members.end());
  EXPECT_EQ(golden(merge(members, defaults), Field::sex), "女性");
}

TEST(Pins, OfManyValuesThePinnedOneIsFirstAndNoneComesTwice) {
  std::vector<Member> members = two();
  members[0] = pinned(members[0], Field::phone, {"03-2"}, 1);
  EXPECT_EQ(column(master_rows(merge(members, defaults), members).customer, TableId::customer, "phone"), "{03-2,090-1}");
}

TEST(Pins, OfManyValuesWhatWasAcceptedIsAddedTheLastFirst) {
  auto accepted = [](Member m, const char* phone, int64_t event) {
    m.pins.push_back({stated(Field::phone, {phone}), event, "佐藤", "2026-04-01", true});
    return m;
  };
  auto phones = [](const std::vector<Member>& members) { return column(master_rows(merge(members, defaults), members).customer, TableId::customer, "phone"); };
  std::vector<Member> members = two();
  members[0] = accepted(accepted(members[0], "03-9", 2), "090-9", 3);
  EXPECT_EQ(phones(members), "{090-9,03-9,090-1,03-2}");
  members[1] = accepted(members[1], "03-8", 4);
  EXPECT_EQ(phones(members), "{03-8,090-9,03-9,090-1,03-2}");
  members[1] = pinned(members[1], Field::phone, {"070-7"}, 5);
  EXPECT_EQ(phones(members), "{070-7,090-1,03-2}");
  members[0] = accepted(members[0], "090-6", 6);
  EXPECT_EQ(phones(members), "{090-6,070-7,090-1,03-2}");
  members[1] = pinned(members[1], Field::phone, {""}, 7);
  EXPECT_EQ(phones(members), "NULL");
  members[0] = accepted(members[0], "090-5", 8);
  EXPECT_EQ(phones(members), "{090-5}");
}

TEST(Pins, AnEmptyOneBlanksTheField) {
  std::vector<Member> members = two();
  members[0] = pinned(pinned(members[0], Field::phone, {""}, 1), Field::name, {"", ""}, 2);
  MasterRows rows = master_rows(merge(members, defaults), members);
  EXPECT_EQ(column(rows.customer, TableId::customer, "phone"), "NULL");
  EXPECT_EQ(column(rows.customer, TableId::customer, "family"), "NULL");
}

TEST(Values, OfProfilesWithSeveralStandInOneOrderHoweverTheyCome) {
  auto mails = [](int64_t id, std::vector<std::string> addresses) {
    Member m = member(id, self, "2026-05-01");
    for (const std::string& one : addresses) m = with(m, Field::email, {one});
    return m;
  };
  std::vector<Member> members = {mails(1, {"new@x.example", "old@x.example"}), mails(2, {"old@x.example"}), mails(3, {"old@x.example"})};
  auto less = [](const Member& a, const Member& b) { return a.now.id < b.now.id; };
  auto said = [&] {
    std::string out;
    for (const Golden& g : merge(members, defaults).values) out += shown(g.value) + " " + std::to_string(g.profile_id) + " ";
    return out;
  };
  std::string first = said();
  while (std::next_permutation(members.begin(), members.end(), less)) EXPECT_EQ(said(), first);
}

TEST(Pins, TheOriginNamesTheStewardAndTheSearchFindsThePinnedName) {
  std::vector<Member> members = two();
  members[0] = pinned(members[0], Field::name, {"澁谷", "太郎"}, 3);
  MasterRows rows = master_rows(merge(members, defaults), members);
  EXPECT_EQ(column(rows.customer, TableId::customer, "origins"), R"({"name":{"pinned_by":"佐藤","event":3},"phone":4})");
  EXPECT_NE(column(rows.customer, TableId::customer, "search").find("澁谷太郎"), std::string::npos);
}

TEST(Pins, APinnedEmployerDropsTitlesOfOthers) {
  Member m = with(with(member(4, self), Field::company, {"甲社"}), Field::title, {"部長"});
  m = pinned(m, Field::company, {"乙社"}, 1);
  Customer c = merge({m}, defaults);
  EXPECT_EQ(golden(c, Field::company), "乙社");
  EXPECT_EQ(golden(c, Field::title), "");
}

}  // namespace
}  // namespace musubi::testing
