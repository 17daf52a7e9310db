#include "core/text/fold.hpp"

#include <gtest/gtest.h>

#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

struct Case {
  std::string text, expected;
};

TEST(Nfkc, WithJapaneseCare) {
  const Case cases[] = {
      {"", ""},
      {"山田 太郎ヤマダｱ", "山田 太郎ヤマダア"},
      {"ＡＢＣ１２３＠ｅｘａｍｐｌｅ．ｃｏｍ", "ABC123@example.com"},
      {"ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ"},
      {"ﾊﾟﾝﾀﾞ｡｢ｳﾞｨｰﾅｽ｣", "パンダ。「ヴィーナス」"},
      {"㈱山田", "(株)山田"},
      {"か㈱ﾞ", "か(株)゛"},
      {"㈠㈩㈪㈰㈲㈴㈵㈶㉂㉃", "(一)(十)(月)(日)(有)(名)(特)(財)(自)(至)"},
      {"⻑⾕川⺠⼦", "長谷川民子"},
      {"①⑳", "120"},
      {"㍻Ⅳ㎡℡№㌔", "平成IVm2TELNoキロ"},
      {"山田　太郎", "山田 太郎"},
      {"a\u00A0b\u2003c", "a b c"},
      {"神塚\uFA19\uFA10", "神塚神塚"},
      {"髙﨑", "髙﨑"},
      {"葛\U000E0100城\uFE00", "葛城"},
      {"a\u200Bb\u00ADc\uFEFFd\u200Fe\u2060f", "abcdef"},
      {std::string("a\0b\x01\x7F\u0090z", 8), "abz"},
      {"行1\r\n行2\t列", "行1\r\n行2\t列"},
      {"a\u2028b\u0085c", "a\nb\nc"},
      {"10～20〜30~", "10〜20〜30~"},
      {"１－２−３∥", "1－2−3∥"},
      {"か\u3099き\u200B\u3099", "がぎ"},
      {"ハ\u309Bヒ゜", "バピ"},
      {"あ゛ﾞ", "あ゛゛"},
      {"ﾞ", "゛"},
      {"ﾜﾞ ｦﾞ ｳﾞ ﾂﾞ ﾃﾞ ﾊﾟ ｱﾞ", "ヷ ヺ ヴ ヅ デ パ ア゛"},
      {"e\u0301 ａ\u0301", "é á"},
      {"´¨￣‾", "´¨￣‾"},
      {"´\u0301", "´\u0301"},
      {"½", "1/2"},
      {"￥１，０００", "¥1,000"},
      {"ff\uFB01", "fffi"},
      {"한", "한"},
      {"😀", "😀"},
      {"a\xFFz", "a\uFFFDz"},
      {"…", "..."},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(nfkc(c.text), c.expected) << c.text;
    EXPECT_EQ(nfkc(c.expected), c.expected);
  }
}

TEST(Nfkc, LeavesWhatIsSoAlready) {
  for (const char* text : {"", "山田 太郎\tヤマダ〇々、A1-~"}) {
    EXPECT_EQ(nfkc_prefix(text), std::string_view(text).size()) << text;
    EXPECT_EQ(nfkc(text), text);
  }
  for (const char* text : {"㈱山田", "ﾔﾏﾀﾞ", "山田　太郎", "か\u3099", "Ａ", "a\x01", "a\xFF", "山\xE7\x94"}) {
    EXPECT_LT(nfkc_prefix(text), std::string_view(text).size()) << text;
    EXPECT_EQ(nfkc(text, nfkc_prefix(text)), nfkc(text, 0)) << text;
  }
}

TEST(Nfkc, IsIdempotentForEveryCharacter) {
  for (char32_t c = 0; c < 0x30000; ++c) {
    std::string text = "か";
    append_utf8(text, c);
    text += "\u0301ﾞ";
    const std::string once = nfkc(text);
    ASSERT_EQ(nfkc(once), once) << "U+" << std::hex << static_cast<uint32_t>(c);
    ASSERT_TRUE(is_valid_utf8(once));
  }
}

TEST(Kana, ThereAndBack) {
  EXPECT_EQ(hiragana_to_katakana("やまだ はなこーゔゝゞゎa山"), "ヤマダ ハナコーヴヽヾヮa山");
  EXPECT_EQ(katakana_to_hiragana("ヤマダ ハナコーヴヽヾヮヵヶa山"), "やまだ はなこーゔゝゞゎゕゖa山");
  EXPECT_EQ(katakana_to_hiragana("ﾔヷ"), "ﾔヷ");
}

TEST(FoldCase, Letters) {
  const Case cases[] = {{"ABC xyz", "abc xyz"},     {"ＡＢ", "ａｂ"}, {"Straße", "strasse"},
                        {"山田 TARO", "山田 taro"}, {"ÉΣ", "éσ"},     {"A\xFF", "a\uFFFD"}};
  for (const Case& c : cases) EXPECT_EQ(fold_case(c.text), c.expected);
}

TEST(WithoutAccents, OfLatinLettersAlone) {
  const Case cases[] = {{"José Müller", "Jose Muller"}, {"Łódź Øre Đặng", "Lodz Ore Dang"}, {"がぱ é", "がぱ e"}, {"A\xFF", "A\uFFFD"}};
  for (const Case& c : cases) EXPECT_EQ(without_accents(c.text), c.expected);
}

TEST(SqueezeSpaces, AllKinds) {
  const Case cases[] = {{"  a  b ", "a b"},
                        {"山田　　太郎　", "山田 太郎"},
                        {"\ta\r\n\nb\u2003c\u00A0", "a b c"},
                        {"　", ""},
                        {"", ""},
                        {"x", "x"}};
  for (const Case& c : cases) EXPECT_EQ(squeeze_spaces(c.text), c.expected);
}

TEST(FoldHyphens, OnlyWhereTheyAre) {
  const Case cases[] = {
      {"090‐1234–5678", "090-1234-5678"},
      {"１－２−３―４─５", "１-２-３-４-５"},
      {"1ー2ー3", "1-2-3"},
      {"03ｰ1234ｰ5678", "03-1234-5678"},
      {"タワー1", "タワー1"},
      {"1ーA", "1-A"},
      {"サーバー", "サーバー"},
      {"2ーサン", "2ーサン"},
      {"A-ー1", "A--1"},
      {"1一2", "1-2"},
      {"一丁目", "一丁目"},
      {"平成一2", "平成一2"},
      {"a\u00ADb", "a-b"},
  };
  for (const Case& c : cases) EXPECT_EQ(fold_hyphens(c.text), c.expected) << c.text;
}

TEST(Classes, OfCharacters) {
  for (const char32_t c : U"山々〆〇\uFA11\U00020BB7") EXPECT_EQ(is_kanji(c), c != 0);
  for (const char32_t c : U"アンーヴヷヽｱﾞㇰ") EXPECT_EQ(is_katakana(c), c != 0);
  for (const char32_t c : U"あんゔゝ") EXPECT_EQ(is_hiragana(c), c != 0);
  for (const char32_t c : U"aあー・1") EXPECT_FALSE(is_kanji(c));
  for (const char32_t c : U"aあ山・゛") EXPECT_FALSE(is_katakana(c));
  for (const char32_t c : U"aア山ー") EXPECT_FALSE(is_hiragana(c));
  for (const char32_t c : U" \u3000\t\n\u2009\u2028") EXPECT_EQ(is_space(c), c != 0);
  EXPECT_FALSE(is_space(U'a'));
  EXPECT_TRUE(is_hyphen(0xFF0D));
  EXPECT_FALSE(is_hyphen(U'ー'));
  EXPECT_FALSE(is_hyphen(U'~'));
}

}  // namespace
}  // namespace musubi::text
