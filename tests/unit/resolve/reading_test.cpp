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
    {"ツチヤ", "tsuchiya", "tutiya"},
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

TEST(HoldsName, KnowsWhoseNameItIs) {
  EXPECT_TRUE(holds_name("sato.makoto", "sato", "makoto"));
  EXPECT_TRUE(holds_name("m-shibuya", "sibuya", "taro"));
  EXPECT_TRUE(holds_name("shibuya1987", "sibuya", "taro"));
  EXPECT_FALSE(holds_name("kumo", "sibuya", "taro"));
  EXPECT_FALSE(holds_name("anything", "", ""));
}

TEST(DigitsIn, KeepTheirOrder) {
  EXPECT_EQ(digits_in("y1a-m02a"), "102");
  EXPECT_EQ(digits_in("yama"), "");
}

}  // namespace
}  // namespace musubi::resolving
