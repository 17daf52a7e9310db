// What lists write where there is nothing.
#include <algorithm>
#include <array>
#include <span>

#include "core/normalize/none.hpp"
#include "core/normalize/normalize.hpp"
#include "core/text/fold.hpp"

namespace musubi::normalize {

namespace {

constexpr std::array nothing{
    View(U"なし"),     View(U"無し"),     View(U"無"),       View(U"ナシ"),     View(U"ない"),          View(U"未登録"),       View(U"未設定"),         View(U"未入力"),
    View(U"未記入"),   View(U"未回答"),   View(U"無回答"),   View(U"不明"),     View(U"該当なし"),      View(U"該当無し"),     View(U"特になし"),       View(U"特に無し"),
    View(U"記入なし"), View(U"登録なし"), View(U"回答なし"), View(U"空欄"),     View(U"空白"),          View(U"none"),         View(U"n/a"),            View(U"#n/a"),
    View(U"n.a"),      View(U"null"),     View(U"unknown"),  View(U"undefined"), View(U"not provided"), View(U"not set"),      View(U"not available"),  View(U"not applicable")};

/// How they begin: most names don't.
constexpr View beginnings = U"な無ナ未不該特記登回空n#u";
static_assert(std::all_of(nothing.begin(), nothing.end(), [](View word) { return beginnings.find(word[0]) != View::npos; }));

/// What somebody without an employer is, or how such people are kept apart.
constexpr std::array no_companies{
    View(U"個人"),         View(U"個人様"),     View(U"個人客"),   View(U"個人のお客様"), View(U"個人のお客さま"), View(U"個人宅"),     View(U"自宅"),       View(U"一般"),       View(U"一般客"),
    View(U"一般個人"),     View(U"個人事業"),   View(U"個人事業主"), View(U"自営"),       View(U"自営業"),       View(U"自営業者"),   View(U"フリーランス"), View(U"フリーター"), View(U"無職"),
    View(U"無所属"),       View(U"所属なし"),   View(U"勤務先なし"), View(U"会社なし"),   View(U"主婦"),         View(U"主夫"),       View(U"専業主婦"),   View(U"専業主夫"),   View(U"家事手伝い"),
    View(U"学生"),         View(U"大学生"),     View(U"高校生"),   View(U"年金受給者"),   View(U"年金生活者"),   View(U"年金生活"),   View(U"退職"),       View(U"定年退職"),   View(U"退職者"),
    View(U"会社員"),       View(U"公務員"),     View(U"団体職員"), View(U"パート"),       View(U"アルバイト"),   View(U"その他"),     View(U"individual"), View(U"personal"),   View(U"private"),
    View(U"self-employed"), View(U"self employed"), View(U"freelance"), View(U"freelancer"), View(U"retired"), View(U"unemployed"), View(U"student"),   View(U"housewife"),  View(U"no company")};

/// Without the brackets and the stop around it: [Not provided] and (なし)。
View bare(View text) {
  constexpr View opening = U"[(【「<《〔", closing = U"])】」>》〕";
  text = trim(text, U" .。");
  while (text.size() > 1 && opening.find(text.front()) != View::npos && closing.find(text.back()) == opening.find(text.front()))
    text = trim(text.substr(1, text.size() - 2));
  return text;
}

/// In any case; `words` are in lower case.
bool is_one_of(View text, std::span<const View> words) {
  return std::any_of(words.begin(), words.end(), [&](View word) {
    return word.size() == text.size() && std::equal(word.begin(), word.end(), text.begin(), [](char32_t a, char32_t b) { return a == lower(b); });
  });
}

/// Hyphens, points and strokes alone.
bool is_stroke(char32_t c) { return is_hyphen(c) || View(U" ./_,、。").find(c) != View::npos; }

}  // namespace

bool is_none(View text) {
  if (std::all_of(text.begin(), text.end(), is_stroke)) return true;
  const View word = bare(text);
  return !word.empty() && beginnings.find(lower(word[0])) != View::npos && is_one_of(word, nothing);
}

bool says_none(std::string_view text) { return is_none(read(text)); }

bool names_no_company(View text) {
  const bool marks = std::none_of(text.begin(), text.end(), [](char32_t c) { return is_letter(c) || is_digit(c); });
  return marks || is_none(text) || is_one_of(bare(text), no_companies);
}

namespace {

/// What tills and lists write for people who have no number.
constexpr std::array<View, 25> strangers{
    U"非会員",     U"一般",       U"一般客",    U"ゲスト",     U"会員外",    U"会員以外", U"ビジター",
    U"新規",       U"忘れ",       U"会員忘れ",  U"カード忘れ", U"未",        U"未会員",   U"匿名",
    U"現金客",     U"フリー",     U"guest",     U"visitor",    U"anonymous", U"nonmember", U"non-member",
    U"non member", U"nil",        U"dummy",     U"test"};

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
  return is_none(value) || zeros_alone(value) || is_one_of(value, strangers);
}

bool names_a_class(std::string_view id) {
  static constexpr std::array<View, 4> classes{U"一般", U"新規", U"フリー", U"test"};
  return is_one_of(read(id), classes);
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
