#include <gtest/gtest.h>

#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

using Pairs = std::initializer_list<std::pair<const char*, const char*>>;

TEST(Sex, ReadsWhatListsHold) {
  for (auto [text, want] : Pairs{{"男", "male"},
                                 {"男性", "male"},
                                 {"Ｍ", "male"},
                                 {"1", "male"},
                                 {"女", "female"},
                                 {"F", "female"},
                                 {"2", "female"},
                                 {"2:女性", "female"},
                                 {"その他", "other"},
                                 {"不明", ""},
                                 {"", ""}}) {
    EXPECT_EQ(sex(text).word, want) << text;
    EXPECT_EQ(said(sex(text)), "") << text;
  }
  EXPECT_EQ(said(sex("七")), "bad_sex");
}

TEST(YesNo, ReadsWhatListsHold) {
  for (auto [text, want] : Pairs{{"はい", "t"},
                                 {"○", "t"},
                                 {"有", "t"},
                                 {"Yes", "t"},
                                 {"1", "t"},
                                 {"TRUE", "t"},
                                 {"希望する", "t"},
                                 {"いいえ", "f"},
                                 {"×", "f"},
                                 {"無", "f"},
                                 {"no", "f"},
                                 {"0", "f"},
                                 {"希望しない", "f"},
                                 {"", ""}})
    EXPECT_EQ(yes_no(text).word, want) << text;
  EXPECT_EQ(said(yes_no("たぶん")), "bad_yes_no");
}

TEST(CorporateNumber, ChecksItsDigit) {
  EXPECT_EQ(corporate_number("7000012050002").word, "7000012050002");  // 国税庁, as the register shows it
  EXPECT_EQ(corporate_number("T7000012050002").word, "7000012050002");
  EXPECT_EQ(corporate_number("Ｔ７-0000-1205-0002").word, "7000012050002");
  EXPECT_EQ(corporate_number("法人番号：7000012050002").word, "7000012050002");
  EXPECT_EQ(corporate_number("適格請求書発行事業者登録番号T7000012050002").word, "7000012050002");
  EXPECT_EQ(corporate_number("インボイス番号: T7000012050002").word, "7000012050002");
  EXPECT_EQ(said(corporate_number("8000012050002")), "wrong_check_digit");
  EXPECT_EQ(said(corporate_number("12345")), "bad_corporate_number");
  EXPECT_EQ(said(corporate_number("0000000000000")), "bad_corporate_number");
}

TEST(Text, FoldsWidthsAndSpaces) {
  EXPECT_EQ(text("　ＡＢＣ　 ﾔﾏﾀﾞ\n①").word, "ABC ヤマダ 1");
  EXPECT_EQ(text(" \t ").word, "");
}

TEST(Url, ReadsWhatPeopleWrite) {
  for (auto [text, want] : Pairs{{"WWW.Example.JP/Path", "https://www.example.jp/Path"},
                                 {"http://example.jp/", "http://example.jp"},
                                 {"ｈｔｔｐｓ：／／example.jp", "https://example.jp"},
                                 {"", ""}})
    EXPECT_EQ(url(text).word, want) << text;
  for (const char* bad : {"なし", "ftp://example.jp", "example", "http://exa mple.jp", "a@b.jp"})
    EXPECT_EQ(said(url(bad)), "bad_url") << bad;
}

TEST(RestoreZeros, OnlyWhereTheyAreMissing) {
  EXPECT_EQ(restore_zeros("phone", "9012345678"), "09012345678");
  EXPECT_EQ(restore_zeros("phone", "312345678"), "0312345678");
  EXPECT_EQ(restore_zeros("phone", "0312345678"), "0312345678");
  EXPECT_EQ(restore_zeros("phone", "123"), "123");
  EXPECT_EQ(restore_zeros("postal_code", "640941"), "0640941");
  EXPECT_EQ(restore_zeros("postal_code", "1500043"), "1500043");
  EXPECT_EQ(restore_zeros("corporate_number", "7000012050002"), "7000012050002");
}

TEST(Company, OfSomebodyWithoutOneIsNone) {
  for (const char* none : {"-", "―", ".", "...", "未入力", "[not provided]", "不明", "なし", "無し", "ナシ", "該当なし", "未登録", "（なし）", "n/a", "N/A", "None", "NULL", "unknown", ""}) {
    EXPECT_EQ(company(none).core_name, "") << none;
    EXPECT_EQ(said(company(none)), "") << none;
  }
  for (const char* nobody : {"個人", "（個人）", "個人事業主", "自営業", "フリーランス", "無職", "主婦", "専業主婦", "学生", "会社員", "一般", "Individual", "Self-Employed", "***"}) {
    EXPECT_EQ(company(nobody).core_name, "") << nobody;
    EXPECT_EQ(said(company(nobody)), "no_employer") << nobody;
  }
  for (const char* some : {"株式会社個人", "個人情報保護協会", "主婦の友社", "学生情報センター", "フリー株式会社", "無印良品", "なし園", "不明堂", "一般財団法人見本", "N/A Works"}) EXPECT_NE(company(some).core_name, "") << some;
}

/// What stands in the row above is not known here: people, houses and companies of the same word are no relations.
TEST(Ditto, IsNoValue) {
  for (const char* text : {"同上", "（同上）", "〃", "同左", "上に同じ"}) {
    EXPECT_EQ(said(person(text)), "same_as_above") << text;
    EXPECT_EQ(said(kana(text)), "same_as_above") << text;
    EXPECT_EQ(said(company(text)), "same_as_above") << text;
    EXPECT_EQ(said(address(text)), "same_as_above") << text;
    EXPECT_EQ(company(text).core_name + address(text).town + person(text).family, "") << text;
  }
  EXPECT_EQ(company("同志社").core_name, "同志社");
  EXPECT_EQ(person("同前 太郎").family, "同前");
}

}  // namespace
}  // namespace musubi::normalize
