#include <gtest/gtest.h>

#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Case {
  const char *text, *family, *given, *honorific, *said;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    Person p = person(c.text);
    EXPECT_EQ(p.family, c.family) << c.text;
    EXPECT_EQ(p.given, c.given) << c.text;
    EXPECT_EQ(p.honorific, c.honorific) << c.text;
    EXPECT_EQ(said(p), c.said) << c.text;
  }
}

TEST(Person, SplitsWhereASeparatorStands) {
  expect_all({
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

TEST(Person, SplitsOldFormsAsNewOnes) {
  EXPECT_EQ(person("元榮太一郎").family, "元榮");
}

TEST(Person, SaysWhereTheFamilyNameIsGuessed) { EXPECT_EQ(said(person("今田美桜")), "name_split_unsure"); }

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
  expect_all({
           {"中村(青空商事)", "中村", "", "", "name_family_alone"},
           {"株式会社青空商事 中村 美咲 様", "中村", "美咲", "様", ""},
           {"(株)青空商事　中村美咲", "中村", "美咲", "", ""},
           {"株式会社 青空商事 営業部 長谷部 太郎", "長谷部", "太郎", "", ""},
           {"青空商事株式会社 営業部 中村", "中村", "", "", "name_family_alone"},
           {"青空商事 営業部 中村", "中村", "", "", "name_family_alone"},
           {"総務部 鈴木 花子", "鈴木", "花子", "", ""},
           {"株式会社青空商事", "株式会社青空商事", "", "", "name_is_company"},
           {"株式会社青空商事 大阪支店", "株式会社青空商事 大阪支店", "", "", "name_is_company"},
           {"株式会社青空商事 御中", "株式会社青空商事", "", "御中", "name_is_company"},
           {"Aozora Inc.", "Aozora Inc.", "", "", "name_is_company"},
           {"長谷部 太郎", "長谷部", "太郎", "", ""},
           {"我孫部 修", "我孫部", "修", "", ""},
           {"香宗我部 親泰", "香宗我部", "親泰", "", ""},
           {"服部 課", "服部", "課", "", ""},
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

TEST(Person, IsParedOfTitles) {
  expect_all({
      {"山田部長", "山田", "", "", "name_family_alone"},
      {"林社長", "林", "", "", "name_family_alone"},
      {"山田課長様", "山田", "", "様", ""},
      {"田中店長 様", "田中", "", "様", ""},
      {"服部会長", "服部", "", "", "name_family_alone"},
      {"田所長", "田所", "長", "", ""},
      {"山本部長", "山本", "", "", "name_family_alone"},
      {"林部長", "林", "", "", "name_family_alone"},
      {"森健社長", "森", "健", "", ""},
      {"山田太郎副社長", "山田", "太郎", "", ""},
      {"佐藤本部長", "佐藤", "", "", "name_family_alone"},
      {"服部長太郎", "服部", "長太郎", "", ""},
      {"林 部長", "林", "", "", "name_family_alone"},
      {"山田 太郎部長", "山田", "太郎", "", ""},
      {"山田 太郎 総務部総務課長", "山田", "太郎", "", ""},
      {"佐藤 千葉支店長", "佐藤", "", "", "name_family_alone"},
      {"営業部 山田部長", "山田", "", "", "name_family_alone"},
      {"山田准教授", "山田", "", "", "name_family_alone"},
      {"総務課長山田太郎", "山田", "太郎", "", ""},
      {"常務執行役員 山田太郎", "山田", "太郎", "", ""},
      {"顧問 山田太郎", "山田", "太郎", "", ""},
      {"代表取締役CEO 山田太郎", "山田", "太郎", "", ""},
      {"税理士 山田", "山田", "", "", "name_family_alone"},
      {"東京支店長 山田太郎", "山田", "太郎", "", ""},
      {"保護者 山田太郎", "山田", "太郎", "", ""},
      {"Dr. 山田太郎", "山田", "太郎", "", ""},
      {"特別会員 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"No.1 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"①山田太郎", "山田", "太郎", "", ""},
      {"★山田太郎", "山田", "太郎", "", ""},
      {"「山田太郎」", "山田", "太郎", "", ""},
      {"山田太郎㊞", "山田", "太郎", "", ""},
      {"山田太郎 090-1234-0987", "山田", "太郎", "", ""},
  });
}

TEST(Person, MayStandGivenNameFirst) {
  expect_all({
      {"花子 鈴木", "鈴木", "花子", "", "name_order_assumed"},
      {"さくら 田中", "田中", "さくら", "", "name_order_assumed"},
      {"タロウ ヤマダ", "ヤマダ", "タロウ", "", "name_order_assumed"},
      {"Taro 山田", "山田", "Taro", "", "name_order_assumed"},
      {"勅使川原 三郎", "勅使川原", "三郎", "", ""},
      {"南 沙織", "南", "沙織", "", ""},
      {"物部 守屋", "物部", "守屋", "", ""},
  });
}

TEST(Person, IsTheFirstOfSeveral) {
  expect_all({
      {"山田太郎 佐藤花子", "山田", "太郎", "", "name_of_several"},
      {"山田太郎、山田花子", "山田", "太郎", "", "name_of_several"},
      {"山田 太郎・花子 様", "山田", "太郎", "様", "name_of_several"},
      {"山田太郎（佐藤花子）", "山田", "太郎", "", "name_of_several"},
      {"高緑成治 佐藤花子", "高緑", "成治", "", "name_of_several"},
      {"山田太郎 代理 佐藤花子", "山田", "太郎", "", "name_of_several"},
      {"山田太郎&花子", "山田", "太郎", "", "name_of_several"},
      {"山田様方 佐藤花子", "佐藤", "花子", "", ""},
      {"山田太郎 外1名", "山田", "太郎", "", "name_of_several"},
      {"山田太郎 令夫人", "山田", "太郎", "", "name_of_several"},
      {"高橋 メアリージュン", "高橋", "メアリージュン", "", ""},
  });
}

TEST(Person, IsSaidToBeDead) {
  expect_all({
      {"故 山田太郎", "山田", "太郎", "", "name_of_deceased"},
      {"故山田太郎", "山田", "太郎", "", "name_of_deceased"},
      {"山田太郎（故）", "山田", "太郎", "", "name_of_deceased"},
      {"亡父 山田太郎", "山田", "太郎", "", "name_of_deceased"},
  });
}

TEST(Person, OfOtherLanguages) {
  expect_all({
      {"マイケル・ジョーダン", "ジョーダン", "マイケル", "", "name_order_assumed"},
      {"マイケル＝ジョーダン", "ジョーダン", "マイケル", "", "name_order_assumed"},
      {"J.K.ローリング", "ローリング", "J.K.", "", "name_order_assumed"},
      {"アリ・ハッサン", "ハッサン", "アリ", "", "name_order_assumed"},
      {"ヤマダ・タロウ", "ヤマダ", "タロウ", "", ""},
      {"オノ・ヨーコ", "オノ", "ヨーコ", "", ""},
      {"エマ・ワトソン", "ワトソン", "エマ", "", "name_order_assumed"},
      {"ヤマダサン", "ヤマダ", "", "サン", ""},
      {"John Smith III", "Smith", "John III", "", "name_order_assumed"},
      {"John Smith, PhD", "Smith", "John", "", "name_order_assumed"},
      {"Vincent van Gogh", "van Gogh", "Vincent", "", "name_order_assumed"},
      {"van Gogh, Vincent", "van Gogh", "Vincent", "", ""},
      {"Ｊｏｈｎ　Ｓｍｉｔｈ－Ｊｏｎｅｓ", "Smith-Jones", "John", "", "name_order_assumed"},
  });
}

TEST(Person, TakesBracketsOut) {
  expect_all({
      {"山田太郎（㈱山田）", "山田", "太郎", "", ""},
      {"髙橋一郎(はしごだか)", "髙橋", "一郎", "", ""},
      {"【退職】山田太郎", "山田", "太郎", "", ""},
      {"山田(佐藤)花子", "山田", "花子", "", ""},
      {"山田花子旧姓佐藤", "山田", "花子", "", ""},
      {"Taro Yamada（山田太郎）", "山田", "太郎", "", ""},
      {"山田太郎 営業部", "山田", "太郎", "", ""},
      {"田中商店 中村", "中村", "", "", "name_family_alone"},
  });
  for (const char* text : {"山田（やまだ）太郎（たろう）", "（やまだたろう）山田太郎", "山田太郎 ヤマダタロウ", "山田 太郎 やまだ たろう"}) {
    Person p = person(text);
    EXPECT_EQ(p.family + "/" + p.given + "/" + p.family_kana + "/" + p.given_kana, "山田/太郎/ヤマダ/タロウ") << text;
  }
  EXPECT_EQ(person("髙橋一郎(はしごだか)").family_kana, "");
}

TEST(Person, KeepsNamesThatEndLikeHonorifics) {
  expect_all({
      {"足利尊氏", "足利", "尊氏", "", ""},
      {"足利 尊氏", "足利", "尊氏", "", ""},
      {"北条貞氏", "北条", "貞氏", "", ""},
      {"山田聡氏", "山田", "聡", "氏", ""},
      {"秋山 清氏", "秋山", "清", "氏", ""},
      {"山田氏", "山田", "", "氏", ""},
      {"小林君", "小林", "", "君", ""},
  });
  EXPECT_EQ(person("山田 君").honorific, "君");
  EXPECT_EQ(person("林君").honorific, "");
  EXPECT_EQ(person("山田みさ").honorific, "");
}

TEST(Kana, ReadsEveryScript) {
  for (auto [text, family, given] : std::initializer_list<std::tuple<const char*, const char*, const char*>>{
           {"ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ", "タロウ"},
           {"やまだ　たろう", "ヤマダ", "タロウ"},
           {"ヤマダタロウ", "ヤマダ", "タロウ"},
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
