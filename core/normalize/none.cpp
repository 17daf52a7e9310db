// What lists write where there is nothing.
#include <algorithm>

#include "core/normalize/char_set.hpp"
#include "core/normalize/none.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/word_list.hpp"
#include "core/text/fold.hpp"

namespace musubi::normalize {

namespace {

constexpr WordList nothing({
    U"なし",     U"無し",     U"無",       U"ナシ",     U"ない",          U"未登録",       U"未設定",         U"未入力",
    U"未記入",   U"未回答",   U"無回答",   U"不明",     U"該当なし",      U"該当無し",     U"特になし",       U"特に無し",
    U"記入なし", U"登録なし", U"回答なし", U"空欄",     U"空白",          U"none",         U"n/a",            U"#n/a",
    U"n.a",      U"null",     U"unknown",  U"undefined", U"not provided", U"not set",      U"not available",  U"not applicable"});

/// How they begin: most names don't.
constexpr CharSet beginnings(U"な無ナ未不該特記登回空n#u");
static_assert(std::all_of(nothing.begin(), nothing.end(), [](View word) { return beginnings.has(word[0]); }));

/// What somebody without an employer is, or how such people are kept apart.
constexpr WordList no_companies({
    U"個人",         U"個人様",     U"個人客",   U"個人のお客様", U"個人のお客さま", U"個人宅",     U"自宅",       U"一般",       U"一般客",
    U"一般個人",     U"個人事業",   U"個人事業主", U"自営",       U"自営業",       U"自営業者",   U"フリーランス", U"フリーター", U"無職",
    U"無所属",       U"所属なし",   U"勤務先なし", U"会社なし",   U"主婦",         U"主夫",       U"専業主婦",   U"専業主夫",   U"家事手伝い",
    U"学生",         U"大学生",     U"高校生",   U"年金受給者",   U"年金生活者",   U"年金生活",   U"退職",       U"定年退職",   U"退職者",
    U"会社員",       U"公務員",     U"団体職員", U"パート",       U"アルバイト",   U"その他",     U"individual", U"personal",   U"private",
    U"self-employed", U"self employed", U"freelance", U"freelancer", U"retired", U"unemployed", U"student",   U"housewife",  U"no company"});

constexpr View opening = U"[(【「<《〔", closing = U"])】」>》〕";

/// Without the brackets and the stop around it: [Not provided] and (なし)。
View bare(View text) {
  constexpr CharSet openers(opening), around(U" .。[(【「<《〔");
  if (text.empty() || (!around.has(text.front()) && View(U" .。").find(text.back()) == View::npos)) return text;
  text = trim(text, U" .。");
  while (text.size() > 1 && openers.has(text.front()) && closing.find(text.back()) == opening.find(text.front()))
    text = trim(text.substr(1, text.size() - 2));
  return text;
}

/// Hyphens, points and strokes alone.
bool is_stroke(char32_t c) {
  constexpr CharSet strokes(U" ./_,、。");
  return strokes.has(c) || is_hyphen(c);
}

}  // namespace

bool is_none(View text) {
  if (std::all_of(text.begin(), text.end(), is_stroke)) return true;
  const View word = bare(text);
  return !word.empty() && beginnings.has(lower(word[0])) && nothing.has_lowered(word);
}

bool is_ditto(View text) {
  constexpr size_t longest = 6;
  constexpr WordList dittos({U"同上", U"同左", U"同右", U"同じ", U"同前", U"上同", U"仝", U"仝上", U"〃", U"〃〃", U"々", U"上に同じ", U"左に同じ", U"右に同じ", U"前に同じ"});
  return text.size() <= longest && dittos.has(bare(text));
}

bool says_none(std::string_view text) { return is_none(read(text)); }

bool names_no_company(View text) {
  const bool marks = std::none_of(text.begin(), text.end(), [](char32_t c) { return is_letter(c) || is_digit(c); });
  return marks || is_none(text) || no_companies.has_lowered(bare(text));
}

namespace {

/// What tills and lists write for people who have no number.
constexpr WordList strangers({
    U"非会員",     U"一般",       U"一般客",    U"ゲスト",     U"会員外",    U"会員以外", U"ビジター",
    U"新規",       U"忘れ",       U"会員忘れ",  U"カード忘れ", U"未",        U"未会員",   U"匿名",
    U"現金客",     U"フリー",     U"guest",     U"visitor",    U"anonymous", U"nonmember", U"non-member",
    U"non member", U"nil",        U"dummy",     U"test"});

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
  const Chars value = read(id);
  return is_none(value) || zeros_alone(value) || strangers.has_lowered(value);
}

bool names_a_class(std::string_view id) {
  static constexpr WordList classes({U"一般", U"新規", U"フリー", U"test"});
  return classes.has_lowered(read(id));
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
