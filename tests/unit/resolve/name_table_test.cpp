// How names are read: the table, and readings against kanji.
#include "core/resolve/name_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/resolve/read_kanji.hpp"
#include "core/resolve/reading.hpp"
#include "tests/unit/resolve/people.hpp"

namespace musubi::resolving {
namespace {

bool is_read(NamePart part, std::string_view name, std::string_view kana) {
  auto readings = readings_of(part, name);
  return std::find(readings.begin(), readings.end(), sound_of(kana)) != readings.end();
}

TEST(NameTable, ListsNamesWithTheirReadings) {
  EXPECT_TRUE(is_read(NamePart::family, "八木", "ヤギ"));
  EXPECT_TRUE(is_read(NamePart::family, "東海林", "ショウジ"));
  EXPECT_TRUE(is_read(NamePart::family, "佐佐木", "ササキ")) << "々 stands written out";
  EXPECT_TRUE(is_read(NamePart::given, "翔太", "ショウタ"));
  EXPECT_FALSE(is_read(NamePart::given, "翔太", "ケンタ"));
  EXPECT_FALSE(is_read(NamePart::given, "八木", "ヤギ")) << "family names are no given names";
  EXPECT_FALSE(listed_name(NamePart::family, ""));
  EXPECT_FALSE(listed_name(NamePart::family, "鵺森"));
  EXPECT_TRUE(is_read(NamePart::family, "安次富", "アシトミ")) << "names that few bear";
  EXPECT_FALSE(listed_name(NamePart::family, "八")) << "no part of a line is a line";
}

TEST(NameTable, FindsEveryLine) {
  constexpr char family[] =
#include "core/resolve/tables/family_readings.inc"
      ;
  constexpr char given[] =
#include "core/resolve/tables/given_readings.inc"
      ;
  size_t lines = 0;
  for (auto [part, text] : {std::pair(NamePart::family, std::string_view(family)), std::pair(NamePart::given, std::string_view(given))})
    for (size_t start = 0, end; (end = text.find('\n', start)) != std::string_view::npos; start = end + 1, ++lines) {
      std::string_view name = text.substr(start, text.find(' ', start) - start);
      auto found = listed_name(part, name);
      ASSERT_TRUE(found) << name;
      ASSERT_GT(found->share, 0) << name;
      ASSERT_FALSE(found->readings.empty()) << name;
    }
  EXPECT_GT(lines, 40'000u);
}

TEST(NameTable, KnowsHowCommonNamesAre) {
  auto share = [](const char* name) { return listed_name(NamePart::family, name)->share; };
  EXPECT_GT(share("佐藤"), share("八木"));
  EXPECT_GT(reading_share(NamePart::family, sound_of("サイトウ")), share("斎藤")) << "斉藤 is read so, too";
  EXPECT_LT(reading_share(NamePart::family, sound_of("サイトウ")), share("斎藤") + share("斉藤")) << "the rarer one is met less often";
  EXPECT_LT(reading_share(NamePart::family, sound_of("シモフサ")), share("下総") / 2) << "few of them are read so";
  EXPECT_GE(reading_share(NamePart::given, sound_of("ユウコ")), listed_name(NamePart::given, "裕子")->share);
  EXPECT_EQ(reading_share(NamePart::family, "qqq"), 0);
}

struct Case {
  const char *family, *given, *family_kana, *given_kana;
  Fit family_fit, given_fit;
  bool given_missing = false;
};
const Case cases[] = {
    {"野村", "学", "ノムラ", "マナブ", Fit::yes, Fit::yes},
    {"野村", "学", "マナブ", "ノムラ", Fit::yes, Fit::yes},
    {"野村", "学", "ノムラマナブ", "", Fit::yes, Fit::yes},
    {"野村", "学", "ノム", "ラマナブ", Fit::yes, Fit::yes},
    {"野村", "学", "ノムラ", "シゲル", Fit::yes, Fit::no},
    {"野村", "学", "シゲル", "ノムラ", Fit::yes, Fit::no},
    {"野村", "学", "イワタ", "マナブ", Fit::no, Fit::yes},
    {"野村", "学", "イワタ", "シゲル", Fit::no, Fit::no},
    {"野村", "翠埜", "ノムラ", "スイヤ", Fit::yes, Fit::unknown},
    {"鵺森", "学", "ヌエモリ", "マナブ", Fit::unknown, Fit::yes},
    {"鵺森", "翠埜", "ヌエモリ", "スイヤ", Fit::unknown, Fit::unknown},
    {"野村", "学", "ノムラ", "", Fit::yes, Fit::unknown, true},
    {"野村", "学", "ノ", "ムラ", Fit::yes, Fit::unknown, true},
    {"野村", "翔太", "ノムラ", "シヨウタ", Fit::yes, Fit::yes},
    {"野村", "翔太", "Nomura", "Shota", Fit::yes, Fit::yes},
};
TEST(ReadKanji, TellsWhatFits) {
  Model model = load_model("", "");
  for (const Case& c : cases) {
    FeatureSet set;
    set.add(testing::profile(1, {.family = c.family, .given = c.given}), model);
    set.add(testing::profile(2, {.family_kana = c.family_kana, .given_kana = c.given_kana}), model);
    Read got = read_kanji(set.at(0).readings, set.at(1).sound);
    std::string what = std::string(c.family) + c.given + " " + c.family_kana + " " + c.given_kana;
    EXPECT_EQ(got.family, c.family_fit) << what;
    EXPECT_EQ(got.given, c.given_fit) << what;
    EXPECT_EQ(got.given_missing, c.given_missing) << what;
  }
}

}  // namespace
}  // namespace musubi::resolving
