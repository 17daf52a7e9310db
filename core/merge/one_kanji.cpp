#include "core/merge/one_kanji.hpp"

#include <algorithm>
#include <string>

namespace musubi::merging {
namespace {

// Keys are valid UTF-8 already, so the lead byte alone gives the length.
std::u32string letters(std::string_view text) {
  std::u32string out;
  for (size_t i = 0; i < text.size();) {
    auto lead = static_cast<unsigned char>(text[i]);
    size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0x7fu >> length);
    for (size_t k = 1; k < length && i + k < text.size(); ++k)
      c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
    if (c > U' ' && c != U'\u3000') out += c;
    i += length;
  }
  return out;
}

bool is_kanji(char32_t c) {
  return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x323af) ||
         c == U'々';
}

bool is_kana(char32_t c) { return (c >= 0x3041 && c <= 0x30ff) || (c >= 0xff66 && c <= 0xff9f); }

}  // namespace

bool one_kanji_apart(std::string_view a, std::string_view b) {
  std::u32string l = letters(a), r = letters(b);
  if (l.size() != r.size()) return false;
  size_t apart = 0;
  for (size_t i = 0; i < l.size(); ++i) {
    if (l[i] == r[i]) continue;
    if (!is_kanji(l[i]) || !is_kanji(r[i])) return false;
    ++apart;
  }
  return apart == 1;
}

bool has_kanji(std::string_view text) {
  std::u32string all = letters(text);
  return std::any_of(all.begin(), all.end(), is_kanji);
}

bool has_japanese(std::string_view text) {
  std::u32string all = letters(text);
  return std::any_of(all.begin(), all.end(), [](char32_t c) { return is_kanji(c) || is_kana(c); });
}

}  // namespace musubi::merging
