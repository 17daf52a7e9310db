// Names in two columns, of which one may hold both or none.
#include <gtest/gtest.h>

#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Columns {
  const char *family, *given, *wanted_family, *wanted_given, *said = "";
};

TEST(PersonColumns, OneOfTwoThatHoldsBothNamesIsParted) {
  for (const Columns& c : std::initializer_list<Columns>{
           {"", "山田 花子", "山田", "花子"},
           {"", "見本 花子", "見本", "花子"},
           {"山田　太郎", "", "山田", "太郎"},
           {"山田太郎", "", "山田", "太郎"},
           {"山田太郎", "-", "山田", "太郎"},
           {"山田太郎様", "", "山田", "太郎"},
           {"", "山田太郎", "山田", "太郎"},
           {"佐々木 健", "", "佐々木", "健"},
           {"花子 鈴木", "", "鈴木", "花子", "name_order_assumed"},
           {"Hanako Yamada", "", "Yamada", "Hanako"},
       }) {
    const Person p = person(c.family, c.given);
    EXPECT_EQ(p.family + "/" + p.given, std::string(c.wanted_family) + "/" + c.wanted_given) << c.family << "|" << c.given;
    EXPECT_EQ(said(p), c.said) << c.family << "|" << c.given;
  }
}

TEST(PersonColumns, OneNameAloneStaysWhereItStands) {
  for (const char* family : {"長谷川", "佐々木", "勅使河原", "五十嵐", "小野寺", "大久保", "武者小路", "勘解由小路", "喜屋武", "比屋根", "森", "van Gogh", "de la Cruz", "Mihon", "ヤマダ"}) {
    const Person p = person(family, "");
    EXPECT_EQ(p.family, family);
    EXPECT_EQ(p.given + said(p), "") << family;
  }
  for (const char* given : {"太郎", "美由紀", "恵美子", "真理子", "龍之介", "伊右衛門", "健", "花子", "Mary Ann", "Hanako", "ハナコ"}) {
    const Person p = person("", given);
    EXPECT_EQ(p.given, given);
    EXPECT_EQ(p.family + said(p), "") << given;
  }
  EXPECT_EQ(person("山田様", "").family, "山田");
  EXPECT_EQ(person("", "花子さん").given, "花子");
  EXPECT_EQ(person("", "花子（ハナコ）").given_kana, "ハナコ");
}

TEST(PersonColumns, OneNameSetWithSpacesStaysOneName) {
  for (const auto& [text, family] : std::initializer_list<std::pair<const char*, const char*>>{{"佐　藤", "佐藤"}, {"鈴 木", "鈴木"}, {"田 中", "田中"}, {"長 谷川", "長谷川"}, {"小 野寺", "小野寺"}, {"原 田 様", "原田"}})
    for (const char* none : {"", "-"}) {
      EXPECT_EQ(person(text, none).family, family);
      EXPECT_EQ(person(text, none).given + said(person(text, none)), "") << text;
    }
  for (const auto& [text, given] : std::initializer_list<std::pair<const char*, const char*>>{{"健 一", "健一"}, {"裕 子", "裕子"}, {"恵　子", "恵子"}, {"太 郎", "太郎"}, {"美 由紀", "美由紀"}, {"恵 美 子", "恵美子"}}) {
    EXPECT_EQ(person("", text).given, given);
    EXPECT_EQ(person("", text).family + said(person("", text)), "") << text;
  }
  EXPECT_EQ(kana("サ トウ", "").family_kana + "/" + kana("サ トウ", "").given_kana, "サトウ/");
  EXPECT_EQ(kana("さ とう", "").family_kana + "/" + kana("さ とう", "").given_kana, "サトウ/");
  EXPECT_EQ(kana("", "ハナ コ").family_kana + "/" + kana("", "ハナ コ").given_kana, "/ハナコ");
  EXPECT_EQ(person("山 田 花 子", "").family + "/" + person("山 田 花 子", "").given, "山田/花子") << "each character apart";
  EXPECT_EQ(person("林 健太郎", "").family + "/" + person("林 健太郎", "").given, "林/健太郎");
}

TEST(PersonColumns, TwoNamesOfOneKindInLatinLettersStayTogether) {
  for (const char* given : {"Anna Maria", "Sara Maria", "Maria Jose", "Mary Ann", "Hanako Marie"}) {
    EXPECT_EQ(person("", given).given, given);
    EXPECT_EQ(person("", given).family + said(person("", given)), "") << given;
  }
  EXPECT_EQ(person("Sato Suzuki", "").family, "Sato Suzuki");
  EXPECT_EQ(person("Sato Suzuki", "").given, "");
  for (const auto& [whole, wanted] : std::initializer_list<std::pair<const char*, const char*>>{{"Hanako Yamada", "Yamada/Hanako"}, {"Taro Sato", "Sato/Taro"}, {"ITO YUKO", "Ito/Yuko"}, {"Kenichi Ohno", "Ohno/Kenichi"}, {"Smith, John", "Smith/John"}})
    EXPECT_EQ(person(whole, "").family + "/" + person(whole, "").given, wanted);
}

TEST(PersonColumns, EnglishWordsForNothingAreNamesBesideALatinName) {
  auto parts = [](const char* family, const char* given) { return person(family, given).family + "/" + person(family, given).given; };
  EXPECT_EQ(parts("None", "Smith"), "None/Smith");
  EXPECT_EQ(parts("Null", "John"), "Null/John");
  EXPECT_EQ(parts("Unknown", "Bob"), "Unknown/Bob");
  EXPECT_EQ(parts("Null", "花子"), "/花子");
  EXPECT_EQ(parts("NULL", "John"), "/John");
  EXPECT_EQ(parts("unknown", "Bob"), "/Bob");
  EXPECT_EQ(parts("[Unknown]", "Bob"), "/Bob");
  EXPECT_EQ(parts("N/A", "Bob"), "/Bob");
  EXPECT_EQ(parts("None", "None"), "/");
}

TEST(PersonColumns, AColumnThatSaysNoneIsEmpty) {
  for (const char* none : {"[not provided]", "[Not Provided]", "-", "－", ".", "。", "不明", "未入力", "（未入力）", "なし", "無し", "n/a", "N/A", "none", "unknown", "null", "(なし)", "...", ""}) {
    EXPECT_EQ(person(none, "花子").family + "/" + person(none, "花子").given, "/花子") << none;
    EXPECT_EQ(person("山田", none).family + "/" + person("山田", none).given, "山田/") << none;
    EXPECT_EQ(person(none, none).family + person(none, none).given + said(person(none, none)), "") << none;
    EXPECT_EQ(person(none).family + person(none).given, "") << none;
    EXPECT_EQ(kana(none, "ハナコ").given_kana, "ハナコ") << none;
    EXPECT_EQ(kana(none).family_kana + kana(none).family, "") << none;
  }
  EXPECT_EQ(person("山田", "太郎").family + "/" + person("山田", "太郎").given, "山田/太郎");
  EXPECT_EQ(person("金", "城武").family + "/" + person("金", "城武").given, "金/城武") << "columns know where names part";
}

TEST(KanaColumns, AreReadAlike) {
  auto parts = [](const char* family, const char* given) { return kana(family, given).family_kana + "/" + kana(family, given).given_kana; };
  EXPECT_EQ(parts("やまだ", "たろう"), "ヤマダ/タロウ");
  EXPECT_EQ(parts("ヤマダ タロウ", ""), "ヤマダ/タロウ");
  EXPECT_EQ(parts("", "ヤマダ　タロウ"), "ヤマダ/タロウ");
  EXPECT_EQ(parts("", "ハナコ"), "/ハナコ");
  EXPECT_EQ(parts("タナカ", ""), "タナカ/");
  EXPECT_EQ(said(kana("", "ハナコ")), "");
}

}  // namespace
}  // namespace musubi::normalize
