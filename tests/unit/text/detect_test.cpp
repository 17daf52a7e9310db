#include <gtest/gtest.h>

#include "core/text/encoding.hpp"
#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

// The text in another encoding, by searching what decodes to it.
std::string encoded_euc(std::string_view text) {
  std::string out;
  const std::string sjis = encode_cp932(text);
  for (size_t at = 0; at < sjis.size(); ++at) {
    const auto lead = static_cast<uint8_t>(sjis[at]);
    if (lead < 0x80) {
      out += sjis[at];
    } else if (lead >= 0xA1 && lead <= 0xDF) {
      out += '\x8E';
      out += sjis[at];
    } else {
      const auto trail = static_cast<uint8_t>(sjis[++at]);
      const int pair = lead - (lead < 0xA0 ? 0x81 : 0xC1);
      const int cell = trail - (trail >= 0x9F ? 0x9E : trail >= 0x80 ? 0x40 : 0x3F);
      out += static_cast<char>(0xA0 + pair * 2 + (trail >= 0x9F ? 2 : 1));
      out += static_cast<char>(0xA0 + cell);
    }
  }
  return out;
}

std::string encoded_utf16(std::string_view text, bool big_endian) {
  std::string out;
  for (const char32_t c : to_code_points(text)) {
    const char high = static_cast<char>(c >> 8), low = static_cast<char>(c);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  }
  return out;
}

const char* const kTexts[] = {
    "山田太郎",
    "鈴木一郎",
    "佐々木",
    "高橋",
    "田中 花子",
    "ヤマダ",
    "やまだ",
    "東京都",
    "大阪府大阪市北区梅田一丁目",
    "株式会社",
    "有限会社渋谷商店",
    "こんにちは",
    "お問い合わせありがとうございます。",
    "会員番号,氏名,フリガナ,電話番号\r\n0001,佐藤 健,サトウ ケン,090-1234-5678\r\n",
    "渡辺,ワタナベ",
    "千葉県",
    "〒150-0001",
    "営業部 課長",
    "カタカナ",
    "請求書（控）",
    "長谷川様",
};

TEST(Detect, ShortJapaneseTexts) {
  for (const std::string text : kTexts) {
    EXPECT_EQ(detect(text).encoding, Encoding::utf8) << text;
    EXPECT_EQ(detect(encode_cp932(text)).encoding, Encoding::cp932) << text;
    EXPECT_EQ(detect(encoded_euc(text)).encoding, Encoding::euc_jp) << text;
  }
}

TEST(Detect, HalfWidthKana) {
  for (const std::string text :
       {"ﾔﾏﾀﾞ ﾊﾅｺ", "ﾔﾏﾀﾞ", "ｽｽﾞｷ ｲﾁﾛｳ", "ﾀﾅｶ", "ｶ)ﾔﾏﾀﾞｼﾖｳｶｲ", "ｻﾄｳ,0312345678", "ﾜﾀﾅﾍﾞ ｼﾞﾛｳ", "ｺｳｼﾞ"}) {
    EXPECT_EQ(detect(encode_cp932(text)).encoding, Encoding::cp932) << text;
    EXPECT_EQ(detect(text).encoding, Encoding::utf8) << text;
  }
}

TEST(Detect, Utf16WithoutMark) {
  for (const std::string text :
       {"氏名,電話\r\n山田,03\r\n", "id\tname\r\n1\t山田太郎\r\n", "abc", "やまだ 太郎"}) {
    EXPECT_EQ(detect(encoded_utf16(text, false)).encoding, Encoding::utf16le) << text;
    EXPECT_EQ(detect(encoded_utf16(text, true)).encoding, Encoding::utf16be) << text;
  }
  EXPECT_EQ(detect(encoded_utf16("abc", true)).why, "zeros");
}

// Without a zero byte only what the units say tells.
TEST(Detect, ShortUtf16WithoutMarkOrZero) {
  for (const std::string text : {"ヤマダ", "カタカナ", "タナカハナコ", "やまだたろう様", "株式会社山田商店",
                                 "大阪府大阪市北区梅田一丁目"}) {
    EXPECT_EQ(detect(encoded_utf16(text, false)).encoding, Encoding::utf16le) << text;
    EXPECT_EQ(detect(encoded_utf16(text, true)).encoding, Encoding::utf16be) << text;
  }
  for (const std::string text : {"Björn", "Ærø", "José Müller", "한국어", "北京市", "😀"}) {
    EXPECT_EQ(detect(text).encoding, Encoding::utf8) << text;
  }
}

// The most frequent family names, and trade words: most are well-formed in both, and the order of the kana
// decides. A word alone cannot always be told, so one in twenty may be missed.
TEST(Detect, HalfWidthKanaAgainstEucKanji) {
  const std::string kana[] = {"ｻﾄｳ",   "ｽｽﾞｷ", "ﾀｶﾊｼ", "ﾀﾅｶ",  "ｲﾄｳ",   "ﾜﾀﾅﾍﾞ", "ﾔﾏﾓﾄ",  "ﾅｶﾑﾗ",
                              "ｺﾊﾞﾔｼ", "ｶﾄｳ",  "ﾖｼﾀﾞ", "ﾔﾏﾀﾞ", "ｻｻｷ",   "ﾔﾏｸﾞﾁ", "ﾏﾂﾓﾄ",  "ｲﾉｳｴ",
                              "ｷﾑﾗ",   "ﾊﾔｼ",  "ｻｲﾄｳ", "ｼﾐｽﾞ", "ﾔﾏｻﾞｷ", "ｾﾝﾀｰ",  "ｻｰﾋﾞｽ", "ﾎﾃﾙ"};
  const std::string kanji[] = {"佐藤", "鈴木", "高橋", "田中", "伊藤",   "渡辺", "山本", "中村",
                               "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本", "井上",
                               "木村", "林",   "斎藤", "清水", "山崎",   "住所", "氏名", "電話"};
  size_t missed_kana = 0, missed_kanji = 0;
  for (const std::string& text : kana) missed_kana += detect(encode_cp932(text)).encoding != Encoding::cp932;
  for (const std::string& text : kanji)
    missed_kanji += detect(encoded_euc(text)).encoding != Encoding::euc_jp;
  EXPECT_LE(missed_kana, 1u);
  EXPECT_LE(missed_kanji, 1u);
}

TEST(Detect, SaysWhy) {
  using namespace std::string_literals;
  struct Case {
    std::string bytes;
    Encoding encoding;
    const char* why;
  };
  const Case cases[] = {{"", Encoding::utf8, "ascii"},
                        {"id,name\r\n1,a\r\n", Encoding::utf8, "ascii"},
                        {"\xEF\xBB\xBFid", Encoding::utf8_bom, "bom"},
                        {"\xFF\xFEi\0"s, Encoding::utf16le, "bom"},
                        {"\xFE\xFF\0i"s, Encoding::utf16be, "bom"},
                        {"\x1B$B;3ED\x1B(B", Encoding::iso_2022_jp, "escape"},
                        {"name\r\n\x1B(ITO\x1B(B", Encoding::iso_2022_jp, "escape"},
                        {"\x1B[1mred\x1B[0m", Encoding::utf8, "valid"},
                        {"山田", Encoding::utf8, "valid"},
                        {"Café", Encoding::utf8, "valid"},
                        {"Björn Müller", Encoding::utf8, "valid"},
                        {"0A0B0C0D", Encoding::utf8, "ascii"},
                        {"\x8E\x52\x93\x63", Encoding::cp932, "likely"}};
  for (const Case& c : cases) {
    const Detection found = detect(c.bytes);
    EXPECT_EQ(found.encoding, c.encoding) << c.bytes;
    EXPECT_EQ(found.why, c.why) << c.bytes;
  }
}

TEST(Detect, OneBrokenByteDoesNotTurnAFile) {
  std::string utf8, sjis;
  for (int i = 0; i < 100; ++i) utf8 += "0001,山田太郎,東京都千代田区\r\n";
  sjis = encode_cp932(utf8);
  EXPECT_EQ(detect(utf8 + "\xFF\r\n").encoding, Encoding::utf8);
  EXPECT_EQ(detect(utf8 + "\xFF\r\n").why, "likely");
  EXPECT_EQ(detect(sjis + "\xFF\r\n").encoding, Encoding::cp932);
}

TEST(Detect, ASampleMayEndInsideACharacter) {
  for (const std::string text : {"山田太郎様", "ありがとう", "さくら", "渋谷区道玄坂"}) {
    const std::string euc = encoded_euc(text), sjis = encode_cp932(text);
    EXPECT_EQ(detect(euc.substr(0, euc.size() - 1)).encoding, Encoding::euc_jp) << text;
    EXPECT_EQ(detect(sjis.substr(0, sjis.size() - 1)).encoding, Encoding::cp932) << text;
    EXPECT_EQ(detect(text.substr(0, text.size() - 1)).encoding, Encoding::utf8) << text;
  }
}

TEST(Detect, JapaneseFarBehindAscii) {
  std::string bytes;
  while (bytes.size() < 3'000'000) bytes += "0001,plain,2024-01-05\r\n";
  EXPECT_EQ(detect(bytes).why, "ascii");
  EXPECT_EQ(detect(bytes + encode_cp932("0002,渋谷花子\r\n") + bytes).encoding, Encoding::cp932);
  EXPECT_EQ(detect(bytes + "0002,渋谷花子\r\n" + bytes).encoding, Encoding::utf8);
  EXPECT_EQ(detect(bytes + "\x1B$B;3ED\x1B(B\r\n" + bytes).encoding, Encoding::iso_2022_jp);
  EXPECT_EQ(detect(encoded_utf16(bytes + "山田\r\n", false)).encoding, Encoding::utf16le);
}

TEST(Detect, LargeFilesCutAnywhere) {
  std::string text;
  while (text.size() < 400'000) text += "0001,渋谷 花子,シブヤ　ハナコ,東京都渋谷区道玄坂2-1-1\r\n";
  const std::string sjis = encode_cp932(text), euc = encoded_euc(text);
  for (size_t cut = 0; cut < 4; ++cut) {
    EXPECT_EQ(detect(std::string_view(text).substr(0, 300'000 + cut)).encoding, Encoding::utf8);
    EXPECT_EQ(detect(std::string_view(sjis).substr(0, 200'000 + cut)).encoding, Encoding::cp932);
    EXPECT_EQ(detect(std::string_view(euc).substr(0, 200'000 + cut)).encoding, Encoding::euc_jp);
  }
}

}  // namespace
}  // namespace musubi::text
