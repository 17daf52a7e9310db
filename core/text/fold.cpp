#include "core/text/fold.hpp"

#include <unicode/uchar.h>

#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

bool among(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// Applies `change` to every code point.
template <class F>
std::string mapped(std::string_view text, F change) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out += text[at++];
    } else {
      append_utf8(out, change(next_code_point(text, at)));
    }
  }
  return out;
}

// Past printing ASCII and what lies in U+3040–9FFF, where no spaces are.
size_t skip_words(std::string_view text, size_t at) {
  auto continues = [&](size_t offset) { return (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80; };
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead > 0x20 && lead < 0x80) {
      ++at;
    } else if (lead >= 0xE3 && lead <= 0xE9 && at + 3 <= text.size() && continues(at + 1) &&
               continues(at + 2) && (lead > 0xE3 || static_cast<unsigned char>(text[at + 1]) > 0x80)) {
      at += 3;
    } else {
      break;
    }
  }
  return at;
}

bool is_digit(char32_t c) {
  return among(c, '0', '9') || among(c, 0xFF10, 0xFF19);
}
bool is_long_vowel(char32_t c) {
  return c == 0x30FC || c == 0xFF70;
}
bool is_kana(char32_t c) {
  return (is_katakana(c) || is_hiragana(c)) && !is_long_vowel(c);
}

// Whether the ー or 一 between these two stands for a hyphen.
bool stands_for_hyphen(char32_t before, char32_t c, char32_t after) {
  if (c == 0x4E00) return is_digit(before) && is_digit(after);
  if (!is_long_vowel(c) || is_kana(before) || is_kana(after)) return false;
  return is_digit(before) || is_digit(after) || before == '-' || is_hyphen(after);
}

}  // namespace

std::string hiragana_to_katakana(std::string_view text) {
  return mapped(
      text, [](char32_t c) { return among(c, 0x3041, 0x3096) || c == 0x309D || c == 0x309E ? c + 0x60 : c; });
}

std::string katakana_to_hiragana(std::string_view text) {
  return mapped(
      text, [](char32_t c) { return among(c, 0x30A1, 0x30F6) || c == 0x30FD || c == 0x30FE ? c - 0x60 : c; });
}

std::string squeeze_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool due = false;
  for (size_t at = 0; at < text.size();) {
    const size_t run = skip_words(text, at);
    if (run == at) {
      const char32_t c = next_code_point(text, at);
      if (is_space(c)) {
        due = !out.empty();
        continue;
      }
      if (due) out += ' ';
      append_utf8(out, c);
    } else {
      if (due) out += ' ';
      out.append(text.substr(at, run - at));
      at = run;
    }
    due = false;
  }
  return out;
}

std::string fold_hyphens(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;
  for (size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    const char32_t after = at < text.size() ? code_point_at(text, at).value : 0;
    if (is_hyphen(c) || stands_for_hyphen(before, c, after)) c = '-';
    append_utf8(out, c);
    before = c;
  }
  return out;
}

bool is_hyphen(char32_t c) {
  if (c > 0x30A0 && c < 0xFE58) return c == 0x31D0;  // stroke; most of what is asked for is kana and kanji
  switch (c) {
    case '-':
    case 0x00AD:  // soft hyphen
    case 0x02D7:  // modifier minus
    case 0x2043:  // hyphen bullet
    case 0x207B:  // superscript minus
    case 0x208B:  // subscript minus
    case 0x2212:  // minus
    case 0x23AF:  // line extension
    case 0x23E4:  // straightness
    case 0x2500:  // box drawing
    case 0x2501:
    case 0x2796:  // heavy minus
    case 0x2F00:  // radical one
    case 0x30A0:  // double hyphen
    case 0xFE58:  // small em dash
    case 0xFE63:  // small hyphen-minus
    case 0xFF0D:  // full-width hyphen-minus
      return true;
    default:
      return among(c, 0x2010, 0x2015);
  }
}

bool is_kanji(char32_t c) {
  return among(c, 0x4E00, 0x9FFF) || among(c, 0x3400, 0x4DBF) || among(c, 0xF900, 0xFAFF) ||
         among(c, 0x3005, 0x3007) || c == 0x303B || among(c, 0x20000, 0x323AF);
}

bool is_katakana(char32_t c) {
  return among(c, 0x30A1, 0x30FA) || among(c, 0x30FC, 0x30FF) || among(c, 0x31F0, 0x31FF) ||
         among(c, 0xFF66, 0xFF9F);
}

bool is_hiragana(char32_t c) {
  return among(c, 0x3041, 0x3096) || among(c, 0x309D, 0x309F);
}

bool is_space(char32_t c) {
  if (c <= 0x20) return c == ' ' || among(c, '\t', '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || among(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_invisible(char32_t c) {
  if (c < 0x20) return !among(c, '\t', '\r');
  if (c < 0x7F) return false;
  if (c < 0xA0) return c != 0x85;
  if (c < 0x2000 && c > 0xAD && c != 0x034F && c != 0x061C && c < 0x115F) return false;
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
         among(c, 0xFFF9, 0xFFFB);
}

}  // namespace musubi::text
