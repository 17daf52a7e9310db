// Bytes ↔ UTF-8 for the encodings of Japanese files, with own tables (encoding_tables.inc, made by
// make_tables.py).
//
// What is read:
//   cp932        Microsoft's: JIS X 0201 and 0208, NEC row 13, NEC-selected and IBM extensions, and the
//                user-defined F040–F9FC (→ U+E000…). Every "Shift_JIS" is read so, and 0x5C is '\'.
//   euc_jp       JIS X 0208 with NEC row 13 and NEC-selected rows 89–92 (as CP51932 has them), half-width
//                kana (8E), JIS X 0212 (8F) and the IBM characters of eucJP-ms (8FF3F3–8FF4FE).
//   eucjp_ms     the same with Microsoft's signs, and user-defined F5A1–FEFE (→ U+E000…) and 8FF5A1–8FFEFE (→ U+E3AC…)
//                instead of NEC's rows 89–92.
//   cp51932      euc_jp with Microsoft's signs.
//   iso_2022_jp  ESC ( B, ( J, ( I, $ @, $ B, $ ( D, $ ( @, $ ( B; SO/SI and 8-bit kana; row 13 and rows
//                89–92 as in CP50220. A line break ends a double-byte run.
//   cp50221      the same with Microsoft's signs; CP50220 and CP50222 are read so.
//   windows_1252 Western European; every "ISO-8859-1" is read so, as browsers do. 81 8D 8F 90 9D are undecodable.
//   utf8, utf16  a byte order mark at the start is dropped, and wins over the byte order asked for.
//
// Where vendors differ, each encoding keeps the mapping of its name:
//
//   cp932, eucjp_ms, cp51932,   euc_jp, iso_2022_jp: JIS (as glibc, Java and Python read these names)
//   cp50221: Microsoft's
//   0x8160  U+FF5E ～           0x2141  U+301C 〜
//   0x8161  U+2225 ∥           0x2142  U+2016 ‖
//   0x817C  U+FF0D －           0x215D  U+2212 −
//   0x8191  U+FFE0 ￠           0x2171  U+00A2 ¢
//   0x8192  U+FFE1 ￡           0x2172  U+00A3 £
//   0x81CA  U+FFE2 ￢           0x224C  U+00AC ¬
//   (0xFA55 U+FFE4 ￤)          0x2243  U+00A6 ¦ of JIS X 0212
//
// ― 0x815C/0x213D is U+2015 in all. So the same sign may be two code points, by the file it came from:
// fold.hpp's nfkc() brings ～〜, ￠¢, ￡£, ￢¬ and ￤¦ together; － and −, ∥ and ‖ stay two until fold_hyphens()
// makes '-' of the dashes. JIS X 0201 Roman (ESC ( J) is ASCII but for ¥ and ‾.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musubi::text {

enum class Encoding : uint8_t { utf8, utf8_bom, utf16le, utf16be, cp932, euc_jp, iso_2022_jp, windows_1252, eucjp_ms, cp50221, cp51932 };

/// utf-8, utf-8-bom, utf-16le, utf-16be, cp932, euc-jp, iso-2022-jp, windows-1252, eucjp-ms, cp50221, cp51932.
std::string_view encoding_name(Encoding encoding);
/// Reads the names above and the usual others (shift_jis, sjis, windows-31j, ms932,
/// cp50220, iso2022_jp_ext, utf-8-sig, utf-16, iso-8859-1, latin1 …); case, spaces, '-' and '_' don't matter.
std::optional<Encoding> encoding_named(std::string_view name);
/// What text is in that a sender, not a person, has named the encoding of: programs name Latin-1 where nobody told them what they send, and every
/// sequence of bytes is Latin-1, so what is UTF-8 all the same is UTF-8. Else `named`. Pure, linear.
Encoding meant(Encoding named, std::string_view bytes);

inline constexpr uint64_t kNowhere = UINT64_MAX;

/// UTF-8 text; each undecodable sequence has become one U+FFFD. `bad` counts them; `first_bad` is the byte
/// offset of the first, kNowhere if there is none.
struct Decoded {
  std::string text;
  uint64_t bad = 0;
  uint64_t first_bad = kNowhere;
};
/// The whole of `bytes`. Never fails. A large text costs mostly its own fresh memory (CP932, UTF-8: 0.6 GB/s
/// and more); chunks into a text that is used again run at about twice that.
Decoded decode(std::string_view bytes, Encoding encoding);

/// The same in chunks that may be cut anywhere, also inside a character: the result doesn't depend on the
/// cuts. An ASCII byte behind a broken lead byte is kept, so that a cut character never eats a quote or a
/// line break.
class Decoder {
 public:
  explicit Decoder(Encoding encoding);
  /// Appends what `chunk` holds to `out`; keeps back up to 8 bytes of an unfinished character.
  void decode(std::string_view chunk, std::string& out);
  /// The end: an unfinished character is undecodable.
  void finish(std::string& out);
  uint64_t bad() const { return bad_; }
  uint64_t first_bad() const { return first_bad_; }

 private:
  size_t run(std::string_view bytes, bool last, std::string& out);

  Encoding encoding_;
  bool at_start_ = true;
  uint8_t charset_ = 0;   // ISO-2022-JP: what is designated
  bool shifted_ = false;  // ISO-2022-JP: between SO and SI
  std::string pending_;   // an unfinished character
  uint64_t done_ = 0;     // bytes behind us
  uint64_t bad_ = 0;
  uint64_t first_bad_ = kNowhere;
};

/// What the bytes are most likely written in, and why: "bom", "escape" (ISO-2022-JP designations), "ascii"
/// (nothing above 0x7F seen, given as utf8), "valid" (well-formed UTF-8), "zeros" (UTF-16 by its zero bytes),
/// "likely" (by how well valid sequences and frequent characters fit). `bytes` may be a sample that ends
/// inside a character, which then counts against no encoding for much.
struct Detection {
  Encoding encoding = Encoding::utf8;
  std::string_view why;
};
/// Cost: ASCII is skipped at memory speed; about 256 KiB of other bytes decide. Pass the whole file where it
/// is mapped: a list whose first Japanese name stands behind a megabyte of ASCII is found out all the same.
Detection detect(std::string_view bytes);

/// UTF-8 → CP932; also from the code points others use for the same sign (U+301C, U+2016, U+2212, U+00A5 …).
/// What CP932 lacks becomes '?' and is counted in `lost` where given. For exports to Excel, and tests.
std::string encode_cp932(std::string_view utf8, uint64_t* lost = nullptr);

}  // namespace musubi::text
