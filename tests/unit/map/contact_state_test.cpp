// Words on contact points: the value in the form that equal ones share, and what holds a record.
#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

const std::string yaml = R"(
source: post.returned
facts:
  back: {kind: contact_state, contact: 種類, value: 宛先, state: 状態, at: 日付, source: {const: DM}, reason: 理由}
)";

std::string json(const std::string& contact, const std::string& value, const std::string& state) {
  return R"({"種類":")" + contact + R"(","宛先":")" + value + R"(","状態":")" + state + R"(","日付":"令和8年2月1日","理由":"宛先①不明"})";
}

TEST(ContactState, ValuesMeetHoweverTheyAreWritten) {
  const struct {
    const char *contact, *value, *key, *shown;
  } cases[] = {
      {"email", " ＴＡＲＯ@Example.COM", "taro@example.com", "TARO@example.com"},
      {"phone", "０９０ー１２３４ー００５０", "+819012340050", "090-1234-0050"},
      {"fax", "03(1234)0050", "+81312340050", "03-1234-0050"},
      {"address", "〒150-0001 東京都渋谷区神宮前４－５－６", "東京都渋谷区神宮前|4-5-6", "〒150-0001 東京都渋谷区神宮前四丁目5-6"},
  };
  for (const auto& c : cases) {
    Mapped out = mapped(yaml, json(c.contact, c.value, "returned"));
    ASSERT_FALSE(out.problem) << c.value << ": " << render(*out.problem, Lang::en);
    ASSERT_EQ(out.facts.size(), 1u);
    EXPECT_EQ(cell_of(out.facts[0], "value"), c.key);
    EXPECT_EQ(cell_of(out.facts[0], "shown"), c.shown);
    EXPECT_EQ(cell_of(out.facts[0], "state"), "returned");
    EXPECT_EQ(cell_of(out.facts[0], "at"), "2026-01-31 15:00:00+00");
    EXPECT_EQ(cell_of(out.facts[0], "reason"), "宛先①不明");
  }
}

TEST(ContactState, WhatCannotBeReadIsHeld) {
  const struct {
    const char *contact, *value, *state, *problem;
  } cases[] = {
      {"birth_date", "2000-01-01", "returned", "map.no_contact"},
      {"メール", "a@example.com", "returned", "map.no_contact"},
      {"email", "a@example.com", "gone", "map.no_contact_state"},
      {"email", "", "bounced", "map.required_empty"},
      {"email", "アドレス", "bounced", "normalize.bad_email"},
      {"address", "150-0001", "returned", "map.address_without_number"},
      {"address", "東京都渋谷区神宮前", "returned", "map.address_without_number"},
      {"address", "東京都渋谷区神宮前 青空ビル", "returned", "map.address_without_number"},
  };
  for (const auto& c : cases) {
    Mapped out = mapped(yaml, json(c.contact, c.value, c.state));
    ASSERT_TRUE(out.problem) << c.contact << " " << c.value;
    EXPECT_EQ(out.problem->id, c.problem);
    EXPECT_TRUE(out.facts.empty());
  }
}

}  // namespace
}  // namespace musubi
