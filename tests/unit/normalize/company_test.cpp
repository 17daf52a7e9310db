#include <gtest/gtest.h>

#include "core/normalize/key.hpp"
#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Case {
  const char *text, *core, *form, *position, *branch;
};

TEST(Company, TakesNamesApart) {
  for (const Case& c : std::initializer_list<Case>{
           {"株式会社結商事", "結商事", "株式会社", "前", ""},
           {"結商事㈱", "結商事", "株式会社", "後", ""},
           {"（株）結商事 御中", "結商事", "株式会社", "前", ""},
           {"㍿結商事", "結商事", "株式会社", "前", ""},
           {"結商事（有）横浜支店", "結商事", "有限会社", "後", "横浜支店"},
           {"株式会社 結商事 横浜支店 営業部", "結商事", "株式会社", "前", "横浜支店 営業部"},
           {"株式会社結商事横浜支店", "結商事", "株式会社", "前", "横浜支店"},
           {"株式会社結商事本社", "結商事", "株式会社", "前", "本社"},
           {"結商事株式会社（本社）", "結商事", "株式会社", "後", "本社"},
           {"結商事株式会社 大阪営業所 ご担当者様", "結商事", "株式会社", "後", "大阪営業所"},
           {"株式会社結商事 各位", "結商事", "株式会社", "前", ""},
           {"Musubi Co., Ltd. Tokyo Branch", "Musubi", "株式会社", "後", "Tokyo Branch"},
           {"Musubi Inc., Head Office", "Musubi", "Inc.", "後", "Head Office"},
           {"Musubi Home Office", "Musubi Home Office", "", "", ""},
           {"ｶ)ﾑｽﾋﾞｼﾖｳｼﾞ", "ムスビシヨウジ", "株式会社", "前", ""},
           {"ムスビシヨウジ(カ", "ムスビシヨウジ", "株式会社", "後", ""},
           {"フク)ムスビカイ", "ムスビカイ", "社会福祉法人", "前", ""},
           {"結商事（前株）", "結商事", "株式会社", "前", ""},
           {"NPO法人むすび", "むすび", "特定非営利活動法人", "前", ""},
           {"(一社)むすびの会", "むすびの会", "一般社団法人", "前", ""},
           {"Musubi Co., Ltd.", "Musubi", "株式会社", "後", ""},
           {"MUSUBI K.K.", "MUSUBI", "株式会社", "後", ""},
           {"Musubi Inc.", "Musubi", "Inc.", "後", ""},
           {"国立大学法人むすび大学", "むすび大学", "国立大学法人", "前", ""},
           {"結商店", "結商店", "", "", ""},
           {"山田 薬局", "山田 薬局", "", "", ""},
           {"ABC システム株式会社 大阪支店", "ABC システム", "株式会社", "後", "大阪支店"},
           {"", "", "", "", ""},
       }) {
    Company got = company(c.text);
    EXPECT_EQ(got.core_name, c.core) << c.text;
    EXPECT_EQ(got.legal_form, c.form) << c.text;
    EXPECT_EQ(got.position, c.position) << c.text;
    EXPECT_EQ(got.branch, c.branch) << c.text;
    EXPECT_EQ(said(got), "") << c.text;
  }
}

TEST(Company, ShowsTheWholeName) {
  EXPECT_EQ(shown(company("(株)結商事　横浜支店")), "株式会社結商事 横浜支店");
  EXPECT_EQ(shown(company("結商事㈲")), "結商事有限会社");
  EXPECT_EQ(shown(company("Musubi Inc.")), "Musubi Inc.");
}

TEST(Company, GivesOneKeyToOneCompany) {
  auto key_of = [](const char* text) { return keys("company", {company(text).core_name}).strict; };
  const std::string key = key_of("株式会社髙島製作所");
  for (const char* same :
       {"(株)高島製作所", "高島製作所（株）", "高島 製作所", "高島製作所 御中", "㈱髙島製作所　大阪支店"})
    EXPECT_EQ(key_of(same), key) << same;
  EXPECT_NE(key_of("株式会社高島工業"), key);
}

}  // namespace
}  // namespace musubi::normalize
