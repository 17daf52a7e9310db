// Words on consent: whose and about which address, and what holds a record.
#include <set>

#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

const std::string of_a_member = R"(
source: shop.members
parties:
  member: {kind: person, key: id, name: name, email: {from: mail, split: {by: ';'}}}
facts:
  dm: {kind: consent, of: member, answer: {from: DM, values: {希望: opt_in, 不要: opt_out}}, at: at, source: {const: 会員登録}, wording: 文言, own_act: 本人}
)";
const std::string of_a_list = R"(
source: news.list
facts:
  word: {kind: consent, value: mail, contact: 種類, answer: 申し出}
)";

std::string member(const std::string& mail, const std::string& answer) {
  return R"({"id":"1","name":"青木 一郎","mail":")" + mail + R"(","DM":")" + answer + R"(","at":"2025-01-01","文言":"①お得な情報","本人":"はい"})";
}

TEST(Consent, IsAboutEveryAddressOfItsParty) {
  const struct {
    const char* mail;
    std::vector<std::string> about;
  } cases[] = {{"ICHIRO@Example.com", {"ichiro@example.com"}}, {"a@example.com;b@example.com", {"a@example.com", "b@example.com"}}, {"", {"-"}}};
  for (const auto& c : cases) {
    Mapped out = mapped(of_a_member, member(c.mail, "希望"));
    ASSERT_FALSE(out.problem) << render(*out.problem, Lang::en);
    std::vector<std::string> about;
    std::set<std::string> keys;
    for (const Fact& f : out.facts) {
      about.push_back(cell_of(f, "value"));
      keys.insert(f.key);
      EXPECT_EQ(f.of, out.profiles.at(0).key);
      EXPECT_EQ(cell_of(f, "contact"), "email");
      EXPECT_EQ(cell_of(f, "answer"), "opt_in");
      EXPECT_EQ(cell_of(f, "wording"), "①お得な情報");
      EXPECT_EQ(cell_of(f, "own_act"), "t");
    }
    EXPECT_EQ(about, c.about) << c.mail;
    EXPECT_EQ(keys.size(), c.about.size());
  }
}

TEST(Consent, AnOptOutOfADayCountsToItsEnd) {
  const struct {
    const char *answer, *at, *latest;
  } cases[] = {{"不要", "2025-01-01", "2025-01-01 14:59:59.999999+00"}, {"不要", "2025/1/1 0:00", "2025-01-01 14:59:59.999999+00"},
               {"不要", "2025-01-01 09:00", "-"}, {"不要", "", "-"}, {"希望", "2025-01-01", "-"}};
  for (const auto& c : cases) {
    Mapped out = mapped(of_a_member, R"({"id":"1","name":"青木 一郎","mail":"a@example.com","DM":")" + std::string(c.answer) + R"(","at":")" + c.at + "\"}");
    EXPECT_EQ(cell_of(out.facts.at(0), "latest_at"), c.latest) << c.answer << " " << c.at;
  }
}

TEST(Consent, NothingSaidIsNoWord) { EXPECT_TRUE(mapped(of_a_member, member("a@example.com", "")).facts.empty()); }

TEST(Consent, WhatCannotBeReadIsHeld) {
  EXPECT_EQ(mapped(of_a_member, member("a@example.com", "たぶん")).problem.value().id, "map.not_in_values");
  const struct {
    const char *mail, *contact, *answer, *problem;
  } cases[] = {{"a@example.com", "email", "yes", "map.no_answer"},
               {"a@example.com", "birth_date", "opt_in", "map.no_contact"},
               {"", "email", "opt_out", "map.consent_of_nobody"},
               {"アドレス", "email", "opt_out", "normalize.bad_email"}};
  for (const auto& c : cases) {
    Mapped out = mapped(of_a_list, std::string(R"({"mail":")") + c.mail + R"(","種類":")" + c.contact + R"(","申し出":")" + c.answer + R"("})");
    ASSERT_TRUE(out.problem) << c.mail << c.answer;
    EXPECT_EQ(out.problem->id, c.problem);
  }
}

TEST(Consent, ByPostIsAboutAnAddress) {
  Mapped out = mapped(of_a_list, R"({"mail":"〒150-0001 渋谷区神宮前4-5-6","種類":"address","申し出":"opt_out"})");
  ASSERT_EQ(out.facts.size(), 1u);
  EXPECT_EQ(cell_of(out.facts[0], "value"), "東京都渋谷区神宮前|4-5-6");
}

}  // namespace
}  // namespace musubi
