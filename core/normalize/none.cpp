// What lists write where there is nothing.
#include <algorithm>
#include <array>

#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"
#include "core/text/fold.hpp"

namespace musubi::normalize {

bool says_none(std::string_view text) {
  static constexpr std::array<View, 14> none{U"なし",     U"無し",   U"無",     U"ナシ", U"ない",
                                             U"未登録",   U"未設定", U"未入力", U"不明", U"該当なし",
                                             U"特になし", U"none",   U"n/a",    U"null"};
  Chars value = read(text);
  std::transform(value.begin(), value.end(), value.begin(), lower);
  return std::all_of(value.begin(), value.end(), is_hyphen) ||
         std::find(none.begin(), none.end(), value) != none.end();
}

namespace {

/// What tills and lists write for people who have no number.
constexpr std::array<View, 27> strangers{
    U"非会員",     U"一般",       U"一般客",    U"ゲスト",     U"会員外",    U"会員以外", U"ビジター",
    U"新規",       U"忘れ",       U"会員忘れ",  U"カード忘れ", U"未",        U"未会員",   U"匿名",
    U"現金客",     U"フリー",     U"guest",     U"visitor",    U"anonymous", U"unknown",  U"nonmember",
    U"non-member", U"non member", U"undefined", U"nil",        U"dummy",     U"test"};

bool is_separator(char32_t c) {
  return c == U'_' || c == U'.' || c == U'/' || c == U' ' || is_hyphen(c);
}

/// The letters of a-z and digits, in lower case.
Chars core_of(View id) {
  Chars out;
  for (char32_t c : id)
    if (is_digit(c) || is_latin(c)) out += lower(c);
  return out;
}

bool zeros_alone(View id) {
  return id.find(U'0') != View::npos &&
         std::all_of(id.begin(), id.end(), [](char32_t c) { return c == U'0' || is_separator(c); });
}

/// Nobody is the member 9999 or 11111 by chance so often as lists write it for none.
bool one_all_along(View core) {
  size_t enough = core[0] == U'9' ? 4 : is_digit(core[0]) ? 5 : 3;
  return core.size() >= enough &&
         std::all_of(core.begin(), core.end(), [&](char32_t c) { return c == core[0]; });
}

}  // namespace

bool names_nobody(std::string_view id) {
  Chars value = read(id);
  std::transform(value.begin(), value.end(), value.begin(), lower);
  return says_none(id) || zeros_alone(value) ||
         std::find(strangers.begin(), strangers.end(), value) != strangers.end();
}

bool names_a_class(std::string_view id) {
  static constexpr std::array<View, 4> classes{U"一般", U"新規", U"フリー", U"test"};
  Chars value = read(id);
  std::transform(value.begin(), value.end(), value.begin(), lower);
  return std::find(classes.begin(), classes.end(), value) != classes.end();
}

bool is_shared_id(std::string_view id) {
  Chars value = read(id), core = core_of(value);
  bool only_core = std::all_of(value.begin(), value.end(),
                               [](char32_t c) { return is_digit(c) || is_latin(c) || is_separator(c); });
  bool written = std::any_of(value.begin(), value.end(), [](char32_t c) {
    return text::is_kanji(c) || text::is_katakana(c) || text::is_hiragana(c);
  });
  return names_nobody(id) || (core.empty() && !written) || (only_core && !core.empty() && one_all_along(core));
}

bool is_rounded_number(std::string_view text) {
  Chars value = read(text);
  size_t at = value.find_first_not_of(U"0123456789.");
  if (at == 0 || at == Chars::npos || lower(value[at]) != U'e' || at + 2 >= value.size() ||
      value[at + 1] != U'+')
    return false;
  return value.find_first_not_of(U"0123456789", at + 2) == Chars::npos;
}

}  // namespace musubi::normalize
