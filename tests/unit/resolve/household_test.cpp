// People of one house: proposed as a household, shown to a steward only where they may be one person.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

struct Case {
  const char* what;
  Says x, y;
  Band band;
  bool household;
};

const std::string phone = "+819012349876", other_phone = "+819011112222";

Says at_home(const char* given, const char* kana, const char* born, const std::string& number) {
  return {.family = "山本",
          .given = given,
          .family_kana = "ヤマモト",
          .given_kana = kana,
          .phone = number,
          .town = "池尻",
          .street = "1-2-3",
          .birth_date = born};
}

// clang-format off
const Case cases[] = {
    {"father and son", at_home("太郎", "タロウ", "1960-04-01", phone), at_home("太一", "タイチ", "1990-05-05", phone), Band::no, true},
    {"husband and wife with two phones", at_home("太郎", "タロウ", "1960-04-01", phone), at_home("花子", "ハナコ", "1962-07-09", other_phone), Band::no, true},
    {"one phone and another given name", {"渋谷", "太郎", "", "", phone}, {"渋谷", "健", "", "", phone}, Band::no, true},
    {"given names one kanji apart, nothing else known", at_home("太郎", "", "", phone), at_home("太朗", "", "", phone), Band::review, true},
    {"one reading in two spellings", {"渋谷", "太郎", "シブヤ", "タロウ", phone}, {"渋谷", "汰朗", "シブヤ", "タロウ", phone}, Band::review, true},
    {"strangers of one family name", {.family = "渋谷", .given = "太郎", .town = "池尻"}, {.family = "渋谷", .given = "健", .town = "池尻"}, Band::no, false},
};
// clang-format on

class Household : public ::testing::TestWithParam<Case> {};
TEST_P(Household, FillsTheReviewQueueOnlyWhereItMayBeOnePerson) {
  const Case& c = GetParam();
  Model model = load_model("", "");
  Pair p = compared(c.x, c.y, model);
  bool proposed = std::any_of(p.evidence.begin(), p.evidence.end(),
                              [](const Evidence& e) { return e.field == "household"; });
  EXPECT_EQ(word(p.band), word(c.band)) << c.what << ": " << written(p.evidence) << " = " << p.weight;
  EXPECT_EQ(proposed, c.household) << c.what;
}
INSTANTIATE_TEST_SUITE_P(All, Household, ::testing::ValuesIn(cases));

}  // namespace
}  // namespace musubi::testing
