#include "core/resolve/reading.hpp"

#include <gtest/gtest.h>

namespace musubi::resolving {
namespace {

struct Case {
  const char *text, *romaji, *folded;
};
const Case cases[] = {
    {"タロウ", "tarou", "taro"},
    {"たろう", "tarou", "taro"},
    {"ショウヘイ", "shouhei", "syohei"},
    {"Shohei", "shohei", "syohei"},
    {"Syouhei", "syouhei", "syohei"},
    {"オオノ", "oono", "ono"},
    {"Ohno", "ohno", "ono"},
    {"イトウ", "itou", "ito"},
    {"Itoh", "itoh", "ito"},
    {"ハットリ", "hattori", "hattori"},
    {"ナンバ", "nanba", "nanba"},
    {"Namba", "namba", "nanba"},
    {"ジュン", "jun", "zyun"},
    {"Jun", "jun", "zyun"},
    {"キョウコ", "kyouko", "kyoko"},
    {"フジイ", "fujii", "huzii"},
    {"ツチヤ", "tsuchiya", "tutya"},
    {"ファビオ", "fabio", "fabio"},
    {"メアリー", "mearii", "mearii"},
    {"", "", ""},
};

class Readings : public ::testing::TestWithParam<Case> {};
TEST_P(Readings, FoldToOneForm) {
  EXPECT_EQ(romaji(GetParam().text), GetParam().romaji);
  EXPECT_EQ(folded_reading(GetParam().romaji), GetParam().folded);
}
INSTANTIATE_TEST_SUITE_P(All, Readings, ::testing::ValuesIn(cases));

TEST(Readings, LoseTheirVoicing) {
  EXPECT_EQ(unvoiced("takada"), unvoiced("takata"));
  EXPECT_EQ(unvoiced("yamazaki"), unvoiced("yamasaki"));
  EXPECT_NE(unvoiced("taro"), unvoiced("ziro"));
}

TEST(HoldsReading, KnowsWhoseNameItIs) {
  EXPECT_TRUE(holds_reading(spelt_in("sato.makoto"), "makoto"));
  EXPECT_TRUE(holds_reading(spelt_in("m-shibuya"), "sibuya"));
  EXPECT_TRUE(holds_reading(spelt_in("shibuya1987"), "sibuya"));
  EXPECT_FALSE(holds_reading(spelt_in("kumo"), "sibuya"));
  EXPECT_FALSE(holds_reading(spelt_in("yui.o"), "o")) << "too short to be a sign of anything";
  EXPECT_FALSE(holds_reading(spelt_in("anything"), ""));
}

// Tills without small kana, and names that differ in them alone by nature.
struct Small {
  const char *x, *y;
  bool same;
};
const Small small_kana[] = {
    {"ショウタ", "シヨウタ", true},   {"リョウ", "リヨウ", true},   {"ジュン", "ジユン", true},
    {"イッペイ", "イツペイ", true},   {"ハットリ", "ハツトリ", true}, {"Shouta", "シヨウタ", true},
    {"キョウコ", "キヨウコ", true},   {"キヨコ", "キョウコ", false}, {"キヨシ", "キヨウシ", false},
    {"マツダ", "マッダ", false},
};
TEST(SoundOf, ReadsSmallKanaWrittenLarge) {
  for (const Small& c : small_kana) EXPECT_EQ(sound_of(c.x) == sound_of(c.y), c.same) << c.x << " " << c.y;
}

TEST(ReadingLists, AreSearchedWholly) {
  EXPECT_TRUE(has_reading("yagi/yatugi", "yagi"));
  EXPECT_TRUE(has_reading("yagi/yatugi", "yatugi"));
  EXPECT_FALSE(has_reading("yagi/yatugi", "yatu"));
  EXPECT_FALSE(has_reading("", ""));
}

TEST(DigitsIn, KeepTheirOrder) {
  EXPECT_EQ(digits_in("y1a-m02a"), "102");
  EXPECT_EQ(digits_in("yama"), "");
}

}  // namespace
}  // namespace musubi::resolving
