#include <gtest/gtest.h>

#include "tests/unit/normalize/person_case.hpp"

namespace musubi::normalize {
namespace {

TEST(Person, SplitsWhereASeparatorStands) {
  expect_people({
           {"髙橋　一郎", "髙橋", "一郎", "", ""},
           {"髙橋 一郎 様", "髙橋", "一郎", "様", ""},
           {"部長 山田 太郎 殿", "山田", "太郎", "殿", ""},
           {"山田 太郎 部長", "山田", "太郎", "", ""},
           {"山田太郎部長", "山田", "太郎", "", ""},
           {"服部長", "服部", "長", "", ""},
           {"渋谷様", "渋谷", "", "様", ""},
           {"佐々木さん", "佐々木", "", "さん", ""},
           {"しぶやさん", "しぶや", "", "さん", ""},
           {"森一様", "森", "一", "様", ""},
           {"林茂様", "林", "茂", "様", ""},
           {"山田太郎 ご夫妻様", "山田", "太郎", "様", "name_of_several"},
           {"山田（旧姓佐藤）花子", "山田", "花子", "", ""},
           {"山田・太郎", "山田", "太郎", "", ""},
           {"山田．太郎", "山田", "太郎", "", ""},
           {"佐　藤　一　郎", "佐藤", "一郎", "", ""},
           {"Taro Yamada", "Yamada", "Taro", "", ""},
           {"YAMADA Taro", "Yamada", "Taro", "", ""},
           {"Yamada, Taro", "Yamada", "Taro", "", ""},
           {"T. Yamada", "Yamada", "T.", "", ""},
           {"Yamada T", "Yamada", "T", "", ""},
           {"Ōno Tarō", "Ōno", "Tarō", "", ""},
           {"ŌNO TARŌ", "Ōno", "Tarō", "", ""},
           {"ジョン・F・ケネディ", "ケネディ", "ジョン・F", "", "name_order_assumed"},
           {"Mr. John Smith", "Smith", "John", "", "name_order_assumed"},
           {"ジョン・スミス", "スミス", "ジョン", "", "name_order_assumed"},
           {"ヤマダ タロウ", "ヤマダ", "タロウ", "", ""},
           {"", "", "", "", ""},
  });
}

/// People who held public office, of whom none is a case elsewhere.
TEST(Person, SplitsNamesInOnePiece) {
  for (auto [family, given] : std::initializer_list<std::pair<const char*, const char*>>{
           {"伊藤", "博文"},   {"大隈", "重信"},   {"西園寺", "公望"}, {"原", "敬"},       {"高橋", "是清"},
           {"犬養", "毅"},     {"近衛", "文麿"},   {"吉田", "茂"},     {"鳩山", "一郎"},   {"石橋", "湛山"},
           {"岸", "信介"},     {"池田", "勇人"},   {"佐藤", "栄作"},   {"田中", "角栄"},   {"三木", "武夫"},
           {"大平", "正芳"},   {"中曽根", "康弘"}, {"竹下", "登"},     {"宮澤", "喜一"},   {"細川", "護熙"},
           {"羽田", "孜"},     {"村山", "富市"},   {"橋本", "龍太郎"}, {"小渕", "恵三"},   {"森", "喜朗"},
           {"小泉", "純一郎"}, {"福田", "康夫"},   {"市川", "房枝"},   {"土井", "たか子"}, {"与謝野", "晶子"},
           {"樋口", "一葉"},   {"渋沢", "栄一"},   {"北里", "柴三郎"}, {"津田", "梅子"}}) {
    Person p = person(std::string(family) + given);
    EXPECT_EQ(p.family, family);
    EXPECT_EQ(p.given, given);
  }
}

TEST(Person, CutsNoKatakanaWordBesideKanji) {
  for (auto [family, given] : std::initializer_list<std::pair<const char*, const char*>>{
           {"ダルビッシュ", "有"},  {"ベイカー", "茉秋"},   {"ラモス", "瑠偉"},       {"クルム伊達", "公子"},
           {"滝川", "クリステル"}, {"一ノ瀬", "ノゾミ"},   {"田中", "マルクス闘莉王"}, {"ブラウン", "智子"}}) {
    Person p = person(std::string(family) + given);
    EXPECT_EQ(p.family, family);
    EXPECT_EQ(p.given, given);
  }
}

TEST(Person, SplitsFamilyNamesThatFewBear) {
  for (auto [family, given] : {std::pair{"堂故", "茂"}, {"安次富", "修"}, {"仲村渠", "春子"}, {"郷右近", "修"}, {"二井原", "実"}, {"仲井眞", "弘多"}}) {
    EXPECT_EQ(person(std::string(family) + given).family, family);
    EXPECT_EQ(said(person(std::string(family) + given)), "") << family;
  }
}

TEST(Person, SplitsOldFormsAsNewOnes) {
  EXPECT_EQ(person("元榮太一郎").family, "元榮");
}

TEST(Person, SaysWhereTheFamilyNameIsGuessed) { EXPECT_EQ(said(person("綺羅崎夜鷹")), "name_split_unsure"); }

/// Two boundaries part names of the dictionary, and how frequent these are doesn't tell.
TEST(Person, SaysWhereAnotherBoundaryIsNear) {
  for (const char* name : {"武長太郎", "藤正幸", "畠田鶴", "仲平太郎"}) EXPECT_EQ(said(person(name)), "name_split_unsure") << name;
  for (const char* reading : {"ウスキミノリ", "タケノリエ"}) EXPECT_EQ(said(kana(reading)), "name_split_unsure") << reading;
  for (const char* name : {"渡辺真由美", "森山直樹", "林健太郎", "中村一"}) EXPECT_EQ(said(person(name)), "") << name;
}

TEST(Person, TakesReadingsOutOfBrackets) {
  Person p = person("山田太郎（やまだ　たろう）様");
  EXPECT_EQ(p.family + "/" + p.given + "/" + p.family_kana + "/" + p.given_kana + "/" + p.honorific,
            "山田/太郎/ヤマダ/タロウ/様");
  Person q = person("ﾔﾏﾀﾞ ﾀﾛｳ（山田太郎）");
  EXPECT_EQ(q.family + "/" + q.given + "/" + q.family_kana + "/" + q.given_kana, "山田/太郎/ヤマダ/タロウ");
}

TEST(Person, LeavesWholeWhatItCannotSplit) {
  Person p = person("Cher");
  EXPECT_EQ(p.family, "Cher");
  EXPECT_EQ(p.given, "");
  EXPECT_EQ(said(p), "name_not_split");
}

TEST(Person, TellsAFamilyAlone) {
  for (const char* family : {"佐藤", "渡辺", "中村", "斎藤", "東海林", "長谷川", "五十嵐", "東", "林", "磯部", "原田"}) {
    Person p = person(family);
    EXPECT_EQ(p.family, family);
    EXPECT_EQ(p.given, "") << family;
    EXPECT_EQ(said(p), "name_family_alone") << family;
  }
  EXPECT_EQ(kana("ﾔﾏﾓﾄ").family_kana, "ヤマモト");
  EXPECT_EQ(kana("ﾔﾏﾓﾄ").given_kana, "");
  for (auto [text, family, given] : std::initializer_list<std::tuple<const char*, const char*, const char*>>{
           {"森健", "森", "健"}, {"原大", "原", "大"}, {"林茂", "林", "茂"}, {"森一", "森", "一"}}) {
    EXPECT_EQ(person(text).family, family);
    EXPECT_EQ(person(text).given, given);
  }
}

TEST(Person, StandsBehindItsCompany) {
  expect_people({
           {"中村(青空商事)", "中村", "", "", "name_family_alone"},
           {"株式会社青空商事 中村 美咲 様", "中村", "美咲", "様", ""},
           {"(株)青空商事　中村美咲", "中村", "美咲", "", ""},
           {"株式会社 青空商事 営業部 長谷部 太郎", "長谷部", "太郎", "", ""},
           {"青空商事株式会社 営業部 中村", "中村", "", "", "name_family_alone"},
           {"青空商事 営業部 中村", "中村", "", "", "name_family_alone"},
           {"青空製作所 森純", "青空製作所 森純", "", "", "name_is_company"},
           {"総務部 鈴木 花子", "鈴木", "花子", "", ""},
           {"株式会社青空商事", "株式会社青空商事", "", "", "name_is_company"},
           {"株式会社青空商事 大阪支店", "株式会社青空商事 大阪支店", "", "", "name_is_company"},
           {"株式会社青空商事 御中", "株式会社青空商事", "", "御中", "name_is_company"},
           {"Aozora Inc.", "Aozora Inc.", "", "", "name_is_company"},
           {"長谷部 太郎", "長谷部", "太郎", "", ""},
           {"我孫部 修", "我孫部", "修", "", ""},
           {"香宗我部 親泰", "香宗我部", "親泰", "", ""},
           {"服部 課", "服部", "課", "", ""},
           {"長曽我部 泉", "長曽我部", "泉", "", ""},
           {"加治部 森", "加治部", "森", "", ""},
           {"品質保証部 中村", "中村", "", "", "name_family_alone"},
  });
}

TEST(Person, IsNoMailboxAndNoNumber) {
  for (const char* text : {"info", "INFO", "no-reply", "Customer Support", "カスタマーサポート", "お客様相談室", "経理部 御中", "営業部", "営業部長", "代表取締役社長", "保護者 様", "03-1234-5678", "0312345678",
                           "taro@example.com", "<taro@example.com>", "https://example.com/", "ご担当者様", "-", "なし"}) {
    Person p = person(text);
    EXPECT_EQ(p.family + p.given, "") << text;
    EXPECT_EQ(said(p), "name_of_nobody") << text;
  }
}

TEST(Person, KeepsNamesThatEndLikeHonorifics) {
  expect_people({
      {"足利尊氏", "足利", "尊氏", "", ""},
      {"足利 尊氏", "足利", "尊氏", "", ""},
      {"北条貞氏", "北条", "貞氏", "", ""},
      {"山田聡氏", "山田", "聡", "氏", ""},
      {"秋山 清氏", "秋山", "清", "氏", "name_honorific_assumed"},
      {"秋山 清太氏", "秋山", "清太", "氏", ""},
      {"関 君", "関", "", "君", "name_honorific_assumed"},
      {"関口 君", "関口", "", "君", ""},
      {"山田氏", "山田", "", "氏", ""},
      {"小林君", "小林", "", "君", ""},
  });
  EXPECT_EQ(person("山田 君").honorific, "君");
  EXPECT_EQ(person("林君").honorific, "君");
  EXPECT_EQ(person("山田みさ").honorific, "");
}

TEST(Kana, ReadsEveryScript) {
  for (auto [text, family, given] : std::initializer_list<std::tuple<const char*, const char*, const char*>>{
           {"ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ", "タロウ"},
           {"やまだ　たろう", "ヤマダ", "タロウ"},
           {"ヤマダタロウ", "ヤマダ", "タロウ"},
           {"ヤマダタロウサマ", "ヤマダ", "タロウ"},
           {"ﾔﾏﾀﾞ ﾀﾛｳ ｻﾏ", "ヤマダ", "タロウ"},
           {"ヤマダ（サトウ）ハナコ", "ヤマダ", "ハナコ"},
           {"ハナコ スズキ", "スズキ", "ハナコ"},
           {"ジョン・スミス", "スミス", "ジョン"},
           {"キタムラ マサマ", "キタムラ", "マサマ"},
           {"ｻﾄｳﾊﾅｺ", "サトウ", "ハナコ"},
           {"たかはしいちろう", "タカハシ", "イチロウ"}}) {
    Person p = kana(text);
    EXPECT_EQ(p.family_kana, family) << text;
    EXPECT_EQ(p.given_kana, given) << text;
  }
  EXPECT_EQ(kana("Yamada Taro").family, "Yamada");
  EXPECT_EQ(said(kana("山田 タロウ")), "reading_not_kana");
}

TEST(Person, SurvivesAnyBytes) {
  for (std::string text : {std::string("\xff\xfe\x00", 3), std::string(10'000, 'a'), std::string("（）"),
                           std::string("様"), std::string("・・・")})
    EXPECT_NO_THROW(person(text));
}

}  // namespace
}  // namespace musubi::normalize
