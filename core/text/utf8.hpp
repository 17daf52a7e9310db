// UTF-8, the only text inside the hub: code points, validity, and widths for aligned tables. All functions
// are pure, may be called from any thread and accept any bytes; an ill-formed sequence counts as one U+FFFD
// per maximal subpart (as browsers and Python do). Cost is linear, 2 GB/s or more for validity.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace musubi::text {

inline constexpr char32_t kReplacement = 0xFFFD;

/// One step through a text: the code point, how many bytes it took (≥ 1), and whether they were well-formed
/// (if not, value is U+FFFD).
struct CodePoint {
  char32_t value;
  uint8_t size;
  bool valid;
};
/// The code point that begins at text[at]; `at` must be < text.size().
CodePoint code_point_at(std::string_view text, size_t at);
/// The code point that begins at text[at], and `at` moved behind it.
inline char32_t next_code_point(std::string_view text, size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return ++at, byte;
  if (byte >= 0xE1 && byte <= 0xEC && text.size() - at > 2) {  // kana and most kanji, where no second byte is special
    const auto second = static_cast<unsigned char>(text[at + 1]), third = static_cast<unsigned char>(text[at + 2]);
    if ((second & 0xC0) == 0x80 && (third & 0xC0) == 0x80) {
      at += 3;
      return static_cast<char32_t>((byte & 0x0F) << 12 | (second & 0x3F) << 6 | (third & 0x3F));
    }
  }
  const CodePoint point = code_point_at(text, at);
  at += point.size;
  return point.value;
}
/// The code point that ends at the end of `text` (U+FFFD for ill-formed bytes), and where it begins; text
/// must not be empty.
CodePoint last_code_point(std::string_view text);

/// Appends `c`; surrogates and values above U+10FFFF become U+FFFD.
void append_utf8(std::string& out, char32_t c);
std::u32string to_code_points(std::string_view text);
std::string from_code_points(std::u32string_view points);

/// The offset of the first ill-formed byte, or npos.
size_t first_invalid(std::string_view text);
inline bool is_valid_utf8(std::string_view text) {
  return first_invalid(text) == std::string_view::npos;
}
/// The text with every ill-formed sequence replaced by U+FFFD.
std::string replace_invalid(std::string_view text);
/// The same, appended to `out`.
void append_valid(std::string& out, std::string_view text);

/// How many code points.
size_t count_code_points(std::string_view text);

/// Columns on a terminal: East Asian wide and full-width characters and emoji are 2, combining and invisible
/// ones 0, the rest 1 (ambiguous ones too). A tab or line break counts 0.
size_t display_width(std::string_view text);
/// Columns of one character.
unsigned display_width(char32_t c);
/// The longest beginning that fits into `width` columns; never cuts a character or parts it from its
/// combining marks.
std::string_view truncate_to_width(std::string_view text, size_t width);
/// Exactly `width` columns: cut with '…' as its last character where too long, filled with spaces where too
/// short.
std::string fit_to_width(std::string_view text, size_t width);

}  // namespace musubi::text
