#include "core/resolve/letters.hpp"

#include <algorithm>
#include <cstdint>

namespace musubi::resolving {
namespace {

bool is_kana(char16_t c) {
  return (c >= 0x3041 && c <= 0x309f) || (c >= 0x30a1 && c <= 0x30ff);
}
bool is_latin(char16_t c) {
  return c < 0x250;
}
bool leads(char16_t c) {
  return c >= 0xd800 && c < 0xdc00;
}

void append(std::u16string& out, uint32_t c) {
  if (c < 0x10000) {
    out += char16_t(c);
    return;
  }
  c -= 0x10000;
  out += char16_t(0xd800 + (c >> 10));
  out += char16_t(0xdc00 + (c & 0x3ff));
}

}  // namespace

std::u16string units(std::string_view in) {
  std::u16string out;
  for (size_t i = 0; i < in.size();) {
    auto lead = uint8_t(in[i]);
    size_t length = lead < 0x80                   ? 1
                    : lead >= 0xf0 && lead < 0xf5 ? 4
                    : lead >= 0xe0                ? 3
                    : lead >= 0xc2                ? 2
                                                  : 0;
    uint32_t c = length == 1 ? lead : lead & (0x7f >> length);
    bool good = length > 0 && i + length <= in.size() && lead < 0xf5;
    for (size_t k = 1; good && k < length; ++k) {
      good = (uint8_t(in[i + k]) & 0xc0) == 0x80;
      c = c << 6 | (uint8_t(in[i + k]) & 0x3f);
    }
    append(out, good && c < 0x110000 ? c : 0xfffd);
    i += good ? length : 1;
  }
  return out;
}

std::string utf8(std::u16string_view in) {
  std::string out;
  for (char32_t c : characters(in)) {
    if (c >= 0xd800 && c < 0xe000) c = 0xfffd;
    if (c < 0x80) {
      out += char(c);
      continue;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    out += char((0xff00 >> (more + 1) & 0xff) | c >> 6 * more);
    while (more-- > 0) out += char(0x80 | (c >> 6 * more & 0x3f));
  }
  return out;
}

size_t units_of(std::u16string_view text, size_t count) {
  size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += leads(text[at]) && at + 1 < text.size() ? 2 : 1;
  return at;
}

std::u32string characters(std::u16string_view text) {
  std::u32string out;
  for (; !text.empty(); text.remove_prefix(units_of(text, 1))) {
    bool pair = units_of(text, 1) == 2;
    out += pair ? 0x10000 + (char32_t(text[0] & 0x3ff) << 10 | (text[1] & 0x3ff)) : text[0];
  }
  return out;
}

Script script_of(std::u16string_view text) {
  if (text.empty()) return Script::none;
  if (std::all_of(text.begin(), text.end(), is_kana)) return Script::kana;
  if (std::all_of(text.begin(), text.end(), is_latin)) return Script::latin;
  return Script::kanji;
}

}  // namespace musubi::resolving
