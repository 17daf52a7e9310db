#include <gtest/gtest.h>

#include "core/resolve/resolve.hpp"

namespace musubi {
namespace {

struct Case {
  Pair pair;
  const char *ja, *en;
};

Pair pair(double weight, Band band, std::vector<Evidence> evidence, std::string veto = "") {
  return {1, 2, weight, band, std::move(veto), std::move(evidence)};
}

const Case cases[] = {
    {pair(14.21, Band::match,
          {{"kana", "exact", 15}, {"phone", "exact", 15}, {"company", "different", -0.4}}),
     "フリガナと電話番号が一致し、会社名は異なりますが、同じ人と判断しました（重み 14.2）。",
     "Same kana and phone, though different company: judged to be the same person (weight 14.2)."},
    {pair(9, Band::match, {{"name", "family_similar", 12}, {"phone", "exact", 15}}),
     "電話番号が一致し、氏名がよく似ているため、同じ人と判断しました（重み 9.0）。",
     "Same phone, similar name: judged to be the same person (weight 9.0)."},
    {pair(40, Band::match, {{"id:pos_member", "same", 40}}),
     "ID（pos_member）が一致するため、同じ人と判断しました（重み 40.0）。",
     "Same id (pos_member): judged to be the same person (weight 40.0)."},
    {pair(-4, Band::review, {{"name", "family", -6}, {"phone", "exact", 15}, {"household", "likely", 0}}),
     "姓と電話番号が一致しますが、名が異なるため、同じ世帯の別の人と思われます。確認してください（重み "
     "-4.0）。",
     "Same family name and phone, but different given name: probably two people of one household; please "
     "check (weight -4.0)."},
    {pair(-18, Band::no, {{"name", "family", -3}, {"address", "house", 13}, {"household", "likely", 0}}),
     "姓と住所が一致しますが、名が異なるため、同じ世帯の別の人と判断しました（重み -18.0）。",
     "Same family name and address, but different given name: judged to be two people of one household "
     "(weight -18.0)."},
    {pair(0.5, Band::review, {{"name", "exact", 22}}),
     "氏名が一致しますが、ほかに決め手がないため、同じ人かどうか確認が必要です（重み 0.5）。",
     "Same name, but nothing else speaks for it: a person should check whether they are the same (weight "
     "0.5)."},
    {pair(8, Band::review, {{"name", "exact", 14}, {"phone", "exact", 15}}, "scheme:pos_member"),
     "氏名と電話番号が一致しますが、1人に1つの番号（pos_"
     "member）が異なるため、同じ人かどうか確認が必要です（重み 8.0）。",
     "Same name and phone, but different ids in pos_member, of which everybody has one: a person should "
     "check whether they are the same (weight 8.0)."},
    {pair(6, Band::match, {{"kind", "organisation", 0}, {"company", "exact", 14}, {"email", "domain", 11}}),
     "会社名とメールのドメインが一致するため、同じ会社・団体と判断しました（重み 6.0）。",
     "Same company and e-mail domain: judged to be the same organisation (weight 6.0)."},
    {pair(-22, Band::no, {}), "一致する項目がないため、別の人と判断しました（重み -22.0）。",
     "Nothing agrees: judged to be different people (weight -22.0)."},
};

class Reason : public ::testing::TestWithParam<Case> {};
TEST_P(Reason, IsOneSentence) {
  EXPECT_EQ(reason(GetParam().pair, Lang::ja), GetParam().ja);
  EXPECT_EQ(reason(GetParam().pair, Lang::en), GetParam().en);
}
INSTANTIATE_TEST_SUITE_P(All, Reason, ::testing::ValuesIn(cases));

}  // namespace
}  // namespace musubi
