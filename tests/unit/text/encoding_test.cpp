#include "core/text/encoding.hpp"

#include <gtest/gtest.h>

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

using namespace std::string_literals;

std::string decoded(std::string_view bytes, Encoding encoding) {
  return decode(bytes, encoding).text;
}

TEST(Encoding, Names) {
  struct Case {
    const char* name;
    Encoding encoding;
  };
  const Case cases[] = {{"UTF-8", Encoding::utf8},
                        {"utf-8-sig", Encoding::utf8_bom},
                        {"Shift_JIS", Encoding::cp932},
                        {"sjis", Encoding::cp932},
                        {"Windows-31J", Encoding::cp932},
                        {"MS932", Encoding::cp932},
                        {"EUC-JP", Encoding::euc_jp},
                        {"eucJP-ms", Encoding::eucjp_ms},
                        {"CP51932", Encoding::cp51932},
                        {"ISO-2022-JP", Encoding::iso_2022_jp},
                        {"iso2022_jp_ext", Encoding::iso_2022_jp},
                        {"cp50220", Encoding::cp50221},
                        {"UTF-16BE", Encoding::utf16be},
                        {"utf-16", Encoding::utf16le},
                        {"ISO-8859-1", Encoding::windows_1252},
                        {"latin-1", Encoding::windows_1252},
                        {"CP1252", Encoding::windows_1252}};
  for (const Case& c : cases) EXPECT_EQ(encoding_named(c.name), c.encoding) << c.name;
  EXPECT_EQ(encoding_named("latin-2"), std::nullopt);
  EXPECT_EQ(encoding_named(""), std::nullopt);
  for (const auto encoding : {Encoding::utf8, Encoding::utf8_bom, Encoding::utf16le, Encoding::utf16be,
                              Encoding::cp932, Encoding::euc_jp, Encoding::iso_2022_jp, Encoding::windows_1252,
                              Encoding::eucjp_ms, Encoding::cp50221, Encoding::cp51932}) {
    EXPECT_EQ(encoding_named(encoding_name(encoding)), encoding);
  }
}

TEST(Encoding, KnowsWhatIsNoWindows1252) {
  const Decoded result = decode("a\x81\x8D\x8F\x90\x9D", Encoding::windows_1252);
  EXPECT_EQ(result.text, "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(result.bad, 5U);
  EXPECT_EQ(result.first_bad, 1U);
}

TEST(Encoding, Decodes) {
  struct Case {
    Encoding encoding;
    std::string bytes;
    const char* text;
  };
  const Case cases[] = {
      {Encoding::cp932, "\x8A\x94\x8E\xAE\x89\xEF\x8E\xD0\x87\x40\x87\x8A\xEE\xE0\xED\x95",
       "株式会社①㈱髙﨑"},
      {Encoding::cp932, "\xFB\xFC\xFA\xB1,\xD4\xCF\xC0\xDE\\~", "髙﨑,ﾔﾏﾀﾞ\\~"},
      {Encoding::cp932, "\x81\x60\x81\x61\x81\x7C\x81\x91\x81\x92\x81\xCA\x81\x5C", "～∥－￠￡￢―"},
      {Encoding::cp932, "\x83\x5C\x95\x5C\x94\x5C", "ソ表能"},
      {Encoding::cp932, "\xF0\x40\xF9\xFC", "\uE000\uE757"},
      {Encoding::euc_jp, "\xBB\xB3\xC5\xC4\x8E\xD4\x8E\xCF\x8F\xB0\xA1", "山田ﾔﾏ丂"},
      {Encoding::euc_jp, "\xAD\xA1\xAD\xEA\xFC\xE2\xF9\xF5", "①㈱髙﨑"},
      {Encoding::euc_jp, "\x8F\xF4\xE2\x8F\xF3\xF3\xA1\xC1\xA1\xDD", "\uFA20ⅰ〜−"},
      {Encoding::windows_1252, "caf\xE9 \x80\x9F \xFF\xA0,\x93x\x94", "café €Ÿ ÿ\u00A0,“x”"},
      {Encoding::iso_2022_jp, "\x1B$B;3ED\x1B(ITO\x1B$(D0!\x1B(Babc", "山田ﾔﾏ丂abc"},
      {Encoding::iso_2022_jp, "\x1B(J\\~\x1B(B1,000\\ \x1B$@;3\x1B(B\n\x1B$BED", "¥‾1,000\\ 山\n田"},
      {Encoding::iso_2022_jp, "\x1B$B-!-j|b\x1B(B", "①㈱髙"},
      {Encoding::iso_2022_jp,
       "a\x0ETO\x0F"
       "b",
       "aﾔﾏb"},
      {Encoding::iso_2022_jp, "\x1B$B;3\nED", "山\nED"},  // a line break ends the double-byte run
      {Encoding::utf8, "\xEF\xBB\xBF山田", "山田"},
      {Encoding::utf16le, "\xFF\xFE\x71\x5C\x30\x75"s, "山田"},
      {Encoding::utf16le, "\xFE\xFF\x5C\x71\x75\x30"s, "山田"},
      {Encoding::utf16be, "\x5C\x71\xD8\x3D\xDE\x00\x00\x61"s, "山😀a"},
  };
  for (const Case& c : cases) {
    const Decoded result = decode(c.bytes, c.encoding);
    EXPECT_EQ(result.text, c.text);
    EXPECT_EQ(result.bad, 0u) << c.text;
    EXPECT_EQ(result.first_bad, kNowhere);
  }
}

TEST(Encoding, CountsWhatItCannotDecode) {
  struct Case {
    Encoding encoding;
    std::string bytes;
    const char* text;
    uint64_t bad, first;
  };
  const Case cases[] = {
      {Encoding::cp932, "ab\x81\"x", "ab\uFFFD\"x", 1, 2},  // a cut character never eats a quote
      {Encoding::cp932, "\x81\x0D\x0A", "\uFFFD\r\n", 1, 0},
      {Encoding::cp932, "\xEF\x41z", "\uFFFDAz", 1, 0},  // unassigned: its ASCII trail is kept
      {Encoding::cp932, "\xEF\x81z", "\uFFFDz", 1, 0},
      {Encoding::cp932, "\x8E\x52\x8E", "山\uFFFD", 1, 2},
      {Encoding::cp932, "\x80\xA0\xFF", "\uFFFD\uFFFD\uFFFD", 3, 0},
      {Encoding::euc_jp,
       "\xA4"
       "a\xA4",
       "\uFFFDa\uFFFD", 2, 0},
      {Encoding::euc_jp, "\x8F\xA2,", "\uFFFD,", 1, 0},
      {Encoding::euc_jp, "x\xA9\xA1y", "x\uFFFDy", 1, 1},
      {Encoding::iso_2022_jp, "\x1B$B;", "\uFFFD", 1, 3},
      {Encoding::iso_2022_jp, "a\x1Bq", "a\uFFFDq", 1, 1},
      {Encoding::iso_2022_jp, "a\x1B$", "a\uFFFD$", 1, 1},
      {Encoding::utf8, "a\xE5\xB1", "a\uFFFD", 1, 1},
      {Encoding::utf8_bom,
       "\xEF\xBB\xBF"
       "a\xFF",
       "a\uFFFD", 1, 4},
      {Encoding::utf16le,
       "\x00\xD8"
       "a\x00"s,
       "\uFFFDa", 1, 0},
      {Encoding::utf16le,
       "a\x00"
       "b"s,
       "a\uFFFD", 1, 2},
      {Encoding::utf16le, "\xFF\xFE\x00\xDC"s, "\uFFFD", 1, 2},
  };
  for (const Case& c : cases) {
    const Decoded result = decode(c.bytes, c.encoding);
    EXPECT_EQ(result.text, c.text);
    EXPECT_EQ(result.bad, c.bad) << c.text;
    EXPECT_EQ(result.first_bad, c.first) << c.text;
  }
}

// All double-byte characters against what Python's codecs say, by their number and an FNV-1a hash over the
// code points.
struct Sum {
  int count = 0;
  uint64_t hash = 0xCBF29CE484222325u;
  void add(std::string_view bytes, Encoding encoding) {
    const Decoded result = decode(bytes, encoding);
    if (result.bad > 0) return;
    ++count;
    const std::u32string points = to_code_points(result.text);
    EXPECT_EQ(points.size(), 1u);
    hash = (hash ^ points.at(0)) * 0x100000001B3u;
  }
};

TEST(Encoding, EveryCp932Character) {
  Sum sum;
  for (int lead = 0x81; lead <= 0xFC; ++lead) {
    if (lead >= 0xA0 && lead <= 0xDF) continue;
    for (int trail = 0x80; trail <= 0xFC; ++trail) {
      if (trail == 0x80) {
        for (int low = 0x40; low < 0x7F; ++low) {
          const std::string bytes = {static_cast<char>(lead), static_cast<char>(low)};
          sum.add(bytes, Encoding::cp932);
        }
      }
      const std::string bytes = {static_cast<char>(lead), static_cast<char>(trail)};
      sum.add(bytes, Encoding::cp932);
    }
  }
  EXPECT_EQ(sum.count, 9604);
  EXPECT_EQ(sum.hash, 0xA534DD9F2E9AADDFu);
}

TEST(Encoding, EveryEucCharacter) {
  Sum two, three;
  for (int row = 0xA1; row <= 0xFE; ++row) {
    for (int cell = 0xA1; cell <= 0xFE; ++cell) {
      const std::string bytes = {'\x8F', static_cast<char>(row), static_cast<char>(cell)};
      if (row != 0xAD && row < 0xF5) two.add(std::string_view(bytes).substr(1), Encoding::euc_jp);
      if (row != 0xA2 && row < 0xF3) three.add(bytes, Encoding::euc_jp);
    }
  }
  EXPECT_EQ(two.count, 6879);
  EXPECT_EQ(two.hash, 0x26A4AA4FFD002C73u);
  EXPECT_EQ(three.count, 6046);
  EXPECT_EQ(three.hash, 0x1150D7233E19A6BCu);
}

TEST(Encoding, JisAndMicrosoftReadTheSameSignsByTheirOwnTables) {
  const std::string sjis = "\x81\x60\x81\x61\x81\x7C\x81\x91\x81\x92\x81\xCA\x81\x5C\x81\x5F\x81\x50",
                    jis = "!A!B!]!q!r\"L!=!@!1";
  std::string euc;
  for (const char c : jis) euc += static_cast<char>(c | 0x80);
  const std::string microsoft = decoded(sjis, Encoding::cp932);
  EXPECT_EQ(microsoft, "～∥－￠￡￢―＼￣");
  EXPECT_EQ(decoded(euc, Encoding::euc_jp), "〜‖−¢£¬―＼￣");
  EXPECT_EQ(decoded("\x1B$B" + jis + "\x1B(B", Encoding::iso_2022_jp), "〜‖−¢£¬―＼￣");
  EXPECT_EQ(decoded("\x8F\xA2\xC3", Encoding::euc_jp), "¦");
  EXPECT_EQ(encode_cp932(decoded(euc, Encoding::euc_jp)), sjis);
  // What the header promises of nfkc() and fold_hyphens().
  EXPECT_EQ(nfkc("～￠￡￢￤"), nfkc("〜¢£¬¦"));
  EXPECT_EQ(nfkc("－∥"), "－∥");
  EXPECT_EQ(nfkc("−‖"), "−‖");
  EXPECT_EQ(fold_hyphens("－"), fold_hyphens("−"));
}

TEST(Encoding, MicrosoftsEucAndJisKeepItsSignsAndUserDefinedCharacters) {
  EXPECT_EQ(decoded("\xA1\xC1\xA1\xC2\xA1\xDD\xA1\xF1\xA1\xF2\xA2\xCC\x8F\xA2\xC3", Encoding::eucjp_ms), "～∥－￠￡￢￤");
  EXPECT_EQ(decoded("\x1B$B!A!B!]!q!r\"L\x1B(B", Encoding::cp50221), "～∥－￠￡￢");
  EXPECT_EQ(decoded("\xF5\xA1\xFE\xFE\x8F\xF5\xA1\x8F\xFE\xFE", Encoding::eucjp_ms), "\uE000\uE3AB\uE3AC\uE757");
  EXPECT_EQ(decode("\xF5\xA1", Encoding::euc_jp).bad, 1u);
  EXPECT_EQ(decoded("\xBB\xB3\xC5\xC4\xAD\xA1", Encoding::eucjp_ms), "山田①");
}

TEST(Encoding, MicrosoftsEucHasNecSelectedCharactersWhereEucJpMsHasUserDefinedOnes) {
  EXPECT_EQ(decoded("\xFC\xE2\xB6\xB6\xF9\xA1", Encoding::cp51932), "髙橋纊");
  EXPECT_EQ(decoded("\xA1\xC1\xA1\xDD\xAD\xA1\x8E\xB1", Encoding::cp51932), "～－①ｱ");
  EXPECT_EQ(decode("\xF5\xA1\xF8\xFE\xFD\xA1\xFE\xFE", Encoding::cp51932).bad, 4u);
  // CP932 has the same characters at ED40–EEFC: rows 89–92 there and here.
  int same = 0;
  for (int row = 0; row < 4; ++row) {
    for (int cell = 0; cell < 94; ++cell) {
      const int trail = row % 2 ? cell + 0x9F : cell + (cell < 63 ? 0x40 : 0x41);
      const Decoded theirs = decode(std::string{char(0xED + row / 2), char(trail)}, Encoding::cp932);
      const Decoded ours = decode(std::string{char(0xF9 + row), char(0xA1 + cell)}, Encoding::cp51932);
      EXPECT_EQ(ours.text, theirs.text) << row << " " << cell;
      same += ours.bad == 0;
    }
  }
  EXPECT_EQ(same, 374);
}

TEST(Encoding, ChunksMayBeCutAnywhere) {
  const std::pair<Encoding, std::string> cases[] = {
      {Encoding::utf8,
       "\xEF\xBB\xBF"
       "a山\xE5\xB1x😀\xF0\x9F"},
      {Encoding::utf16le, "\xFF\xFE\x71\x5C\x3D\xD8\x00\xDE\x00\xD8z\x00!"s},
      {Encoding::cp932, "a\x8E\x52\x81\"\xD4\xFB\xFC\x8E"},
      {Encoding::euc_jp, "a\xBB\xB3\x8E\xD4\x8F\xB0\xA1\x8F\xA2,\xA4"},
      {Encoding::iso_2022_jp, "a\x1B$B;3ED\x1B(ITO\x1B$(D0!\x1B(Bx\x1B$"},
  };
  for (const auto& [encoding, bytes] : cases) {
    const Decoded whole = decode(bytes, encoding);
    for (size_t size = 1; size < bytes.size(); ++size) {
      Decoder decoder(encoding);
      std::string text;
      for (size_t at = 0; at < bytes.size(); at += size)
        decoder.decode(std::string_view(bytes).substr(at, size), text);
      decoder.finish(text);
      EXPECT_EQ(text, whole.text) << encoding_name(encoding) << " in chunks of " << size;
      EXPECT_EQ(decoder.bad(), whole.bad);
      EXPECT_EQ(decoder.first_bad(), whole.first_bad);
    }
  }
}

TEST(Encoding, LongTexts) {
  std::string bytes, text;
  for (int i = 0; i < 40'000; ++i) {
    bytes += "\x8E\x52\x93\x63 plain ascii of some length\x81\x60\xD4\xCF";
    text += "山田 plain ascii of some length～ﾔﾏ";
  }
  EXPECT_EQ(decoded(bytes, Encoding::cp932), text);
}

TEST(Encoding, EncodesCp932) {
  uint64_t lost = 0;
  EXPECT_EQ(encode_cp932("山田ﾔﾏ\\髙①㈱～", &lost),
            "\x8E\x52\x93\x63\xD4\xCF\\\xFB\xFC\x87\x40\x87\x8A\x81\x60");
  EXPECT_EQ(encode_cp932("〜−‖¥—", &lost), "\x81\x60\x81\x7C\x81\x61\\\x81\x5C");
  EXPECT_EQ(lost, 0u);
  EXPECT_EQ(encode_cp932("𠮷野é"s + '\0', &lost), "?\x96\xEC?\0"s);
  EXPECT_EQ(lost, 2u);
}

TEST(Encoding, Cp932ThereAndBack) {
  std::string text;
  for (char32_t c = 1; c < 0x10000; ++c) {
    std::string one;
    append_utf8(one, c);
    uint64_t lost = 0;
    const std::string bytes = encode_cp932(one, &lost);
    if (lost > 0 || c == 0x301C || c == 0x2016 || c == 0x2212 || c == 0x2014 || c == 0x203E) continue;
    if (c >= 0xA0 && c < 0xB0) continue;  // ¢ £ ¥ ¦ ¬ come back full-width
    EXPECT_EQ(decoded(bytes, Encoding::cp932), one);
    text += one;
  }
  EXPECT_GT(count_code_points(text), 9000u);
}

}  // namespace
}  // namespace musubi::text
