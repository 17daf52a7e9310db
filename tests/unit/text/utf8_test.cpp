#include "core/text/utf8.hpp"

#include <gtest/gtest.h>

namespace musubi::text {
namespace {

TEST(Utf8, FirstInvalidByte) {
  struct Case {
    std::string text;
    size_t at;
  };
  const size_t fine = std::string::npos;
  const Case cases[] = {
      {"", fine},
      {"plain ascii, longer than sixteen bytes", fine},
      {"山田太郎ヤマダタロウ髙橋😀é", fine},
      {std::string("a\0b", 3), fine},
      {"\xF4\x8F\xBF\xBF", fine},
      {"\x80", 0},
      {"abcdefghijk\xFFlm", 11},
      {"\xC0\x80", 0},          // overlong
      {"a\xE0\x80\x80", 1},     // overlong
      {"\xED\xA0\x80", 0},      // a surrogate
      {"\xF4\x90\x80\x80", 0},  // beyond the last code point
      {"山田\xE5\xA4", 6},      // cut
      {"山田\xE5\xA4x", 6},
      {"山\xE7\x94zzzzzz", 3},
      {"\xF0\x9F\x98", 0},
  };
  for (const Case& c : cases) EXPECT_EQ(first_invalid(c.text), c.at) << c.text;
}

TEST(Utf8, ReplacesEachMaximalSubpartOnce) {
  EXPECT_EQ(replace_invalid("山\xE7\x94x"), "山\uFFFDx");
  EXPECT_EQ(replace_invalid("\xF0\x9F\x98"), "\uFFFD");
  EXPECT_EQ(replace_invalid("\xE0\x80\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(replace_invalid("\xFF\xFEok"), "\uFFFD\uFFFDok");
  EXPECT_EQ(replace_invalid("そのまま"), "そのまま");
}

TEST(Utf8, CodePointsThereAndBack) {
  std::u32string all;
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
    if (c < 0xD800 || c > 0xDFFF) all += c;
  }
  const std::string text = from_code_points(all);
  EXPECT_TRUE(is_valid_utf8(text));
  EXPECT_EQ(to_code_points(text), all);
  EXPECT_EQ(count_code_points(text), all.size());
  EXPECT_EQ(from_code_points(U"\xD800"), "\uFFFD");
  EXPECT_EQ(from_code_points(std::u32string(1, 0x110000)), "\uFFFD");
}

TEST(Utf8, LastCodePoint) {
  EXPECT_EQ(last_code_point("a").value, U'a');
  EXPECT_EQ(last_code_point("山田").value, U'田');
  EXPECT_EQ(last_code_point("x😀").value, U'😀');
  EXPECT_EQ(last_code_point("é").size, 2);
  EXPECT_FALSE(last_code_point("a\x80").valid);
}

TEST(Width, OfWhatStandsInTables) {
  struct Case {
    const char* text;
    size_t width;
  };
  const Case cases[] = {{"", 0},         {"abc", 3},      {"山田 太郎", 9},    {"ﾔﾏﾀﾞ", 4}, {"ＡＢ", 4},
                        {"が", 2},       {"か\u3099", 2}, {"葛\U000E0100", 2}, {"😀", 2},    {"é", 1},
                        {"a\u200Bb", 2}, {"①", 1},        {"〜", 2},           {"　", 2},   {"\t", 0}};
  for (const Case& c : cases) EXPECT_EQ(display_width(c.text), c.width) << c.text;
}

TEST(Width, TruncatesAndFills) {
  EXPECT_EQ(truncate_to_width("山田太郎", 5), "山田");
  EXPECT_EQ(truncate_to_width("か\u3099っこう", 2), "か\u3099");
  EXPECT_EQ(truncate_to_width("abc", 9), "abc");
  EXPECT_EQ(fit_to_width("山田", 6), "山田  ");
  EXPECT_EQ(fit_to_width("山田太郎", 6), "山田… ");
  EXPECT_EQ(fit_to_width("山田太郎", 8), "山田太郎");
  EXPECT_EQ(fit_to_width("山田", 0), "");
  for (size_t width = 1; width < 12; ++width)
    EXPECT_EQ(display_width(fit_to_width("株式会社abcﾃｽﾄ", width)), width);
}

}  // namespace
}  // namespace musubi::text
