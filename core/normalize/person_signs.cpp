#include "core/normalize/person_signs.hpp"

#include <algorithm>
#include <vector>

#include "core/normalize/person_parts.hpp"

namespace musubi::normalize {
namespace {

struct Range {
  char32_t first, last;
};
constexpr Range signs[] = {{0x2020, 0x2021}, {0x20E3, 0x20E3}, {0x2190, 0x21FF}, {0x221E, 0x221E},   {0x2300, 0x23FF},
                           {0x25A0, 0x27BF}, {0x2B00, 0x2BFF}, {0xFE0E, 0xFE0F}, {0x1F000, 0x1FAFF}, {0xE0020, 0xE007F}};

bool is_capital(View word) { return word[0] != lower(word[0]); }

/// Taro_Yamada, TARO_YAMADA by its capitals, taro_yamada by what it reads.
bool is_name_on_lines(View text) {
  const std::vector<View> words = words_of_name(text);
  if (words.size() < 2 || text.front() == U'_' || text.back() == U'_') return false;
  if (std::all_of(words.begin(), words.end(), is_capital)) return true;
  return words.size() == 2 && (holds_both_in_romaji(words[0], words[1]) || holds_both_in_romaji(words[1], words[0]));
}

/// `text` without the signs and spaces at its ends.
View inside_of(View text) {
  auto stays = [](char32_t c) { return c != U' ' && !is_sign(c); };
  const auto first = std::find_if(text.begin(), text.end(), stays);
  const auto last = std::find_if(text.rbegin(), text.rend(), stays).base();
  return first == text.end() ? View() : View(first, last);
}

/// 田■ 太郎: within a name, a shape stands for a character that was lost.
bool goes_inside(char32_t c) { return is_sign(c) && (c < 0x25A0 || c > 0x25FF); }

}  // namespace

bool is_sign(char32_t c) {
  return c >= signs[0].first && !is_dash(c) && std::any_of(std::begin(signs), std::end(signs), [&](Range r) { return c >= r.first && c <= r.last; });
}

bool has_sign(View text) {
  const View inside = inside_of(text);
  return inside.size() != text.size() || std::any_of(inside.begin(), inside.end(), goes_inside);
}

Chars without_signs(View text) {
  Chars out;
  for (char32_t c : inside_of(text))
    if (!goes_inside(c) && (c != U' ' || !out.ends_with(U' '))) out += c;
    else if (!out.ends_with(U' ')) out += U' ';
  return out;
}

bool is_handle(View text) {
  bool letter = false, digit = false, line = false;
  const auto first = std::find_if(text.begin(), text.end(), is_western);
  if (!text.empty() && is_digit(text.front()) && first != text.end() && *first != lower(*first)) return false;
  for (char32_t c : text) {
    if (is_digit(c)) digit = true;
    else if (c == U'_') line = true;
    else if (!is_western(c)) return false;
    else letter = letter || View(U".'’-").find(c) == View::npos;
  }
  return letter && (digit || (line && !is_name_on_lines(text)));
}

}  // namespace musubi::normalize
