#include "core/normalize/chars.hpp"

#include <algorithm>

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

Chars squeezed(std::string_view utf8) {
  Chars out(utf8.size(), U' ');
  size_t size = 0;
  for (size_t at = 0; at < utf8.size();) {
    char32_t c = text::next_code_point(utf8, at);
    bool space = c <= U' ' || c == 0x7F || (c >= 0x80 && c <= 0x3000 && text::is_space(c));
    if (!space) out[size++] = c;
    else if (size > 0 && out[size - 1] != U' ') out[size++] = U' ';
  }
  if (size > 0 && out[size - 1] == U' ') --size;
  out.resize(size);
  return out;
}

}  // namespace

Chars read(std::string_view text) {
  bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const size_t stays = ascii ? text.size() : text::nfkc_prefix(text);
  return stays == text.size() ? squeezed(text) : squeezed(text::nfkc(text, stays));
}

void append_utf8(std::string& out, View chars) {
  for (char32_t c : chars) text::append_utf8(out, c);
}

std::string utf8(View chars) { return text::from_code_points(chars); }

bool is_dash(char32_t c) {
  return c == U'-' || (c >= 0x80 && text::is_hyphen(c));
}

bool is_japanese(View text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) { return is_kanji(c) || is_kana(c); });
}

View trim(View v, View set) {
  while (!v.empty() && set.find(v.front()) != View::npos) v.remove_prefix(1);
  while (!v.empty() && set.find(v.back()) != View::npos) v.remove_suffix(1);
  return v;
}

}  // namespace musubi::normalize
