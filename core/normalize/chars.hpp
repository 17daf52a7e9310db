// Text as characters, the form in which the normalizers of this room read and write.
#pragma once
#include <string>
#include <string_view>

namespace musubi::normalize {

using Chars = std::u32string;
using View = std::u32string_view;

/// `text` as characters after NFKC with Japanese care: widths folded, half-width kana joined with their
/// marks, invisible and control characters out, each run of white space one U+0020 and none at the ends.
/// Bytes that are no UTF-8 become U+FFFD. Any bytes; linear; about 100 ns for a short value.
Chars read(std::string_view text);
std::string utf8(View chars);
void append_utf8(std::string& out, View chars);

/// A longer text is no date and no phone number; to look for one costs the square of the length.
constexpr size_t kLongestWritten = 200;

constexpr bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
constexpr bool is_latin(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
constexpr bool is_hiragana(char32_t c) {
  return (c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E;
}
constexpr bool is_katakana(char32_t c) {
  return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FE);
}
constexpr bool is_kana(char32_t c) {
  return is_hiragana(c) || is_katakana(c);
}
/// Han characters, with 々 〆 〇 and ヶ left to the caller.
constexpr bool is_kanji(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x323AF) || c == U'々' || c == U'〆' || c == U'〇' || c == U'仝';
}
/// A letter of Latin or another script, a kana, a Han character. Signs among the accented letters (×, ÷) count as letters.
constexpr bool is_letter(char32_t c) {
  return is_latin(c) || (c >= 0xC0 && c < 0x2000) || (c >= 0xA000 && c <= 0xD7FF) || is_kanji(c) || is_kana(c);
}
/// What people type for a hyphen: hyphens, dashes, minus signs, box lines. Not the long vowel mark.
bool is_dash(char32_t c);
/// is_dash or the long vowel mark, which stands for a hyphen between digits.
inline bool is_hyphen(char32_t c) {
  return c == U'ー' || is_dash(c);
}

constexpr char32_t lower(char32_t c) {
  return c >= U'A' && c <= U'Z' ? c + 32 : c;
}
constexpr char32_t upper(char32_t c) {
  return c >= U'a' && c <= U'z' ? c - 32 : c;
}

/// Where the spaces end that begin at `at`.
inline size_t skip_spaces(View text, size_t at) {
  while (at < text.size() && text[at] == U' ') ++at;
  return at;
}
/// Moves `at` behind `word` if that stands there.
inline bool take(View text, size_t& at, View word) {
  if (!text.substr(at).starts_with(word)) return false;
  at += word.size();
  return true;
}

bool is_japanese(View text);  // holds a kanji or a kana

/// `v` without the characters at its ends that are in `set`.
View trim(View v, View set);
/// The same of spaces.
inline View trim(View v) {
  while (!v.empty() && v.front() == U' ') v.remove_prefix(1);
  while (!v.empty() && v.back() == U' ') v.remove_suffix(1);
  return v;
}

}  // namespace musubi::normalize
