// A site of its own keeps a company's records apart; a department of one site does not.
#include <gtest/gtest.h>

#include "core/resolve/company_words.hpp"
#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

struct End {
  const char *shown, *site, *unit;
};
const End ends[] = {
    {"株式会社汐見工業", "", ""},
    {"株式会社汐見工業 本社", "", ""},
    {"株式会社汐見工業 開発本部", "", ""},
    {"株式会社汐見工業 東京営業所", "東京営業所", ""},
    {"汐見工業株式会社 総務部", "", "総務部"},
    {"株式会社汐見工業 人事グループ", "", "人事グループ"},
    {"株式会社汐見工業 営業部 購買係", "", "営業部 購買係"},
    {"株式会社汐見工業 大阪支店 営業部", "大阪支店", "営業部"},
    {"株式会社汐見工業 大阪支店営業部 第一課", "大阪支店", "営業部 第一課"},
    {"株式会社汐見工業 本店営業部", "", "本店営業部"},
    {"株式会社汐見工業 店舗開発部", "", "店舗開発部"},
    {"株式会社汐見工業 西支部", "西支部", ""},
    {"株式会社汐見工業 駅前教室", "駅前教室", ""},
    {"汐見大学 医学部", "医学部", ""},
};

TEST(CompanyEnds, TellASiteFromADepartment) {
  for (const End& e : ends) {
    const resolving::CompanyEnd found = resolving::company_end(e.shown);
    EXPECT_EQ(found.site, e.site) << e.shown;
    EXPECT_EQ(found.unit, e.unit) << e.shown;
  }
}

struct Case {
  const char* what;
  Says x, y;
  Band band;
  const char* veto = "";
};
const std::string office = "+81355551234", other_office = "+81355554321";

Says at(const char* branch, const std::string& phone, const char* town = "", const char* email = "", const char* number = "") {
  return {.phone = phone, .email = email, .town = town, .street = "1-2-3", .company = "汐見工業", .branch = branch, .number = number, .kind = Kind::organisation};
}

// clang-format off
const Case cases[] = {
    {"a department with the phone of the company", at("営業部", office), at("", office), Band::match},
    {"two departments with one phone", at("総務部", office), at("経理課", office), Band::match},
    {"a department in the company's house", at("情報システム室", "", "海岸"), at("", other_office, "海岸"), Band::match},
    {"a department with the domain of the company", at("営業部", "", "", "a@shiomi.example"), at("", "", "", "b@shiomi.example"), Band::match},
    {"departments in two towns with one domain", at("東京営業部", "", "海岸", "a@shiomi.example"), at("大阪営業部", "", "梅田", "b@shiomi.example"), Band::no},
    {"a department that has moved, one phone", at("営業部", office, "海岸"), at("", office, "梅田"), Band::match},
    {"a department of a branch", at("大阪支店 営業部", office), at("", office), Band::no},
    {"a branch and its department", at("大阪支店", office), at("大阪支店 営業部", office), Band::match},
    {"departments of two branches", at("大阪支店 営業部", office), at("福岡支店 営業部", office), Band::no},
    {"a factory", at("第二工場", office), at("", office), Band::no},
    {"a shop", at("海岸店", office), at("", office), Band::no},
    {"a department under the company's number", at("営業部", "", "", "", "3700000000001"), at("", "", "", "", "3700000000001"), Band::match},
    {"a department in another town under that number", at("営業部", "", "海岸", "", "3700000000001"), at("", "", "梅田", "", "3700000000001"), Band::no, "branch"},
};
// clang-format on

TEST(Branches, ASiteStandsAloneAndADepartmentDoesNot) {
  const Model model = load_model("", "matching.yaml");
  for (const Case& c : cases) {
    const Pair there = compared(c.x, c.y, model), back = compared(c.y, c.x, model);
    EXPECT_EQ(word(there.band), word(c.band)) << c.what << ": " << written(there.evidence) << " = " << there.weight;
    EXPECT_EQ(there.veto, c.veto) << c.what;
    EXPECT_EQ(written(there.evidence), written(back.evidence)) << c.what;
  }
}

}  // namespace
}  // namespace musubi::testing
