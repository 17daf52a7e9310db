#include "core/normalize/company_aside.hpp"

#include <algorithm>
#include <iterator>

#include "core/normalize/char_set.hpp"
#include "core/normalize/company_branch.hpp"
#include "core/normalize/company_latin.hpp"
#include "core/normalize/company_words.hpp"
#include "core/normalize/place_name.hpp"

namespace musubi::normalize {
namespace {

/// Without one of these or a number behind it, a name has beside it only what stands in other brackets.
constexpr CharSet marks(U"※/()");

bool has_form(View text) { return form_in_front(text) || form_behind(text); }
bool names_form(View text) { return has_form(text) || form_within(text) || latin_form_behind(text) || latin_form_in_front(text); }
bool begins_plainly(char32_t c) { return is_kana(c) || (is_kanji(c) && c != U'旧' && c != U'元' && c != U'休'); }

/// 1. 1) 1, before a form; ① is a bare 1, which counts only where a name follows the form.
View without_numbering(View text) {
  size_t digits = 0;
  while (digits < text.size() && digits < 4 && is_digit(text[digits])) ++digits;
  if (digits == 0 || digits > 3) return text;
  const View rest = text.substr(std::min(text.find_first_not_of(U" .,)、:", digits), text.size()));
  const auto form = form_in_front(rest);
  const View name = form ? trim(rest.substr(form->end)) : View();
  return form && core_size(name) == name.size() && !is_branch_word(name) ? rest : text;
}

/// 【重要】 or 旧 before a form.
View without_label(View text) {
  View rest = text;
  if (const char32_t closer = closer_of(text.front())) {
    const size_t end = text.find(closer, 1);
    if (end == View::npos || is_form(text.substr(1, end - 1))) return text;
    rest = text.substr(end + 1);
  } else {
    for (View label : {View(U"旧社名"), View(U"旧"), View(U"元"), View(U"休")})
      if (text.starts_with(label)) {
        rest = text.substr(label.size());
        break;
      }
  }
  rest = trim(rest, U" :・");
  return rest.size() < text.size() && form_in_front(rest) ? rest : text;
}

/// 13 digits, with or without a T, which no letter or digit stands before.
View without_number(View text) {
  if (text.size() < 15 || !is_digit(text.back())) return text;
  size_t at = text.size();
  while (at > 0 && is_digit(text[at - 1])) --at;
  if (text.size() - at != 13) return text;
  if (at > 0 && upper(text[at - 1]) == U'T') --at;
  View name = trim(text.substr(0, at), U" :(");
  for (View label : {View(U"法人番号"), View(U"登録番号"), View(U"インボイス番号"), View(U"インボイス")})
    if (name.ends_with(label)) name.remove_suffix(label.size());
  return at > 0 && is_latin(text[at - 1]) ? text : trim(name, U" :(");
}

/// Without the word that says whose name follows: 運営会社：, 商号.
View without_role(View inner) {
  constexpr View roles[] = {U"定款上の商号", U"登記上の商号", U"正式名称", U"正式社名", U"登記名", U"商号", U"称号", U"運営会社", U"運営元", U"運営", U"経営", U"法人名", U"会社名", U"社名"};
  for (View role : roles)
    if (inner.starts_with(role)) return trim(inner.substr(role.size()), U" :・は");
  return inner;
}

/// Where a phone number at the end begins that a space parts from the name; the end where there is none.
size_t phone_behind(View text) {
  if (text.empty() || !is_digit(text.back())) return text.size();
  const size_t end = text.find_last_not_of(U"0123456789-()") + 1;
  const auto digits = std::count_if(text.begin() + std::ptrdiff_t(end), text.end(), is_digit);
  return end > 1 && text[end - 1] == U' ' && text[end] == U'0' && digits >= 10 && digits <= 11 ? end : text.size();
}

/// Without a remark behind ※, or phone numbers, that a space parts from the name; where only a legal form would stay, nothing goes.
View without_remark(View text) {
  View name = text;
  if (const size_t mark = text.find(U'※'); mark != View::npos && mark > 1 && text[mark - 1] == U' ') name = trim(text.substr(0, mark));
  for (size_t end = phone_behind(name); end < name.size(); end = phone_behind(name)) name = trim(name.substr(0, end));
  return name.size() < text.size() && core_size(name) == 0 ? text : name;
}

/// A name in Latin letters beside the Japanese one, parted by a slash: 結商事 / Musubi & Co., Ltd.
void take_translation(CompanyAside& out) {
  for (size_t slash = out.name.find(U'/'); slash != View::npos; slash = out.name.find(U'/', slash + 1)) {
    const View left = trim(out.name.substr(0, slash)), right = trim(out.name.substr(slash + 1));
    const bool care_of = slash > 0 && slash + 1 < out.name.size() && lower(out.name[slash - 1]) == U'c' && lower(out.name[slash + 1]) == U'o' && (slash == 1 || out.name[slash - 2] == U' ');
    if (care_of || left.empty() || right.empty() || is_japanese(left) == is_japanese(right)) continue;
    if (!latin_form_behind(is_japanese(left) ? right : left)) continue;
    out.name = is_japanese(left) ? left : right, out.left_out = true;
    return;
  }
}

/// By which an exchange lists a company: 7203, 130A; not what may be a year.
bool is_stock_code(View inner) {
  constexpr size_t size = 4;
  if (inner.size() != size || inner[0] < U'1' || !is_digit(inner[0]) || !is_digit(inner[2])) return false;
  if (inner.starts_with(U"19") || inner.starts_with(U"20")) return false;
  return (is_digit(inner[1]) || is_latin(inner[1])) && (is_digit(inner[3]) || is_latin(inner[3]));
}

/// A branch or a place, another name or reading, or neither.
enum class Aside { branch, other_name, part_of_it };
Aside kind_of(View inner, View before) {
  if (is_stock_code(inner)) return Aside::other_name;
  if (is_branch_word(inner) || is_place_name(inner) || core_size(inner) == 0) return Aside::branch;
  constexpr View labels[] = {U"旧", U"元", U"略称", U"通称", U"英文", U"英語", U"フリガナ", U"ふりがな", U"カナ", U"法人番号", U"登録番号", U"インボイス"};
  if (std::any_of(std::begin(labels), std::end(labels), [&](View label) { return inner.starts_with(label); })) return Aside::other_name;
  constexpr View states[] = {U"休眠", U"休眠中", U"休業", U"休業中", U"閉鎖", U"閉店", U"廃業", U"解散", U"倒産", U"破産", U"清算中", U"取引停止", U"取引中止", U"停止", U"重複", U"削除"};
  if (std::find(std::begin(states), std::end(states), inner) != std::end(states)) return Aside::other_name;
  if (without_number(inner).size() < inner.size() || (inner.size() == 14 && inner.front() == U'T' && std::all_of(inner.begin() + 1, inner.end(), is_digit))) return Aside::other_name;
  if (names_form(inner)) return Aside::other_name;
  const bool kana = std::all_of(inner.begin(), inner.end(), [](char32_t c) { return is_kana(c) || c == U'・' || c == U' '; });
  if (kana) return inner.size() > 2 && !std::all_of(before.begin(), before.end(), is_kana) ? Aside::other_name : Aside::part_of_it;
  const bool latin = std::all_of(inner.begin(), inner.end(), [](char32_t c) { return is_latin(c) || c == U' ' || c == U'.' || c == U'-' || c == U'&'; });
  if (!latin || inner.size() < 3) return Aside::part_of_it;
  return is_japanese(before) ? Aside::other_name : latin_form_behind(before) ? Aside::branch : Aside::part_of_it;
}

/// Where a bracket begins that the end of a field cut off within a company's name; npos where none does.
size_t torn_bracket(View text) {
  const size_t bracket = text.rfind(U'(');
  return bracket != View::npos && text.find(U')', bracket) == View::npos && has_form(trim(text.substr(bracket + 1))) ? bracket : View::npos;
}

/// 旧むすび, 元 むすび, but not 元気.
bool is_former(View inner) {
  if (inner.starts_with(U'旧')) return true;
  const View rest = inner.substr(1);
  return inner.starts_with(U'元') && !rest.empty() && (View(U" :・").find(rest.front()) != View::npos || form_in_front(rest));
}

/// What a company is to the one before: 結商事の子会社, or more companies than one.
bool is_relation(View inner) {
  constexpr View relations[] = {U"代理店", U"特約店", U"子会社", U"親会社", U"出資", U"関連会社", U"グループ会社"};
  if (std::any_of(std::begin(relations), std::end(relations), [&](View one) { return inner.ends_with(one); })) return true;
  const size_t comma = inner.find(U'、');
  return comma != View::npos && has_form(trim(inner.substr(comma + 1)));
}

/// A shop and who holds it: 居酒屋むすび(有限会社結商事) is the latter, but a former name or a relation is no holder.
bool take_holder(CompanyAside& out, View inner, View before) {
  const View holder = without_role(inner);
  if (!has_form(holder) && !form_within(holder)) return false;
  out.name = has_form(holder) && !is_former(inner) && !is_relation(holder) ? holder : before, out.left_out = true;
  return true;
}

/// The same with a branch behind, 居酒屋むすび(有限会社結商事)渋谷店, and a branch in a bracket and behind it, 株式会社結(大阪)営業部.
bool take_bracket_before_branch(CompanyAside& out) {
  const View text = out.name;
  const size_t close = text.rfind(U')'), bracket = text.substr(0, close).rfind(U'(');
  if (close == View::npos || bracket == View::npos) return false;
  const View inner = trim(text.substr(bracket + 1, close - bracket - 1)), before = trim(text.substr(0, bracket)), behind = trim(text.substr(close + 1));
  if (inner.empty() || before.empty() || behind.empty() || is_form(inner) || is_form(before) || (!is_branch_word(behind) && core_size(behind) > 0)) return false;
  const bool parted = names_form(before) && kind_of(inner, before) == Aside::branch;
  if (parted) out.name = before;
  else if (names_form(before) || !take_holder(out, inner, before)) return false;
  out.branch = parted ? text.substr(bracket) : behind, out.end = text.data() + text.size();
  return true;
}

void take_bracket(CompanyAside& out, bool may_be_torn) {
  const View text = out.name;
  size_t bracket = bracket_behind(text), end = text.size() - 1;
  if (bracket == View::npos && may_be_torn) bracket = torn_bracket(text), end = text.size();
  if (bracket == View::npos || bracket == 0) return;
  const View inner = trim(text.substr(bracket + 1, end - bracket - 1)), before = trim(text.substr(0, bracket));
  if (inner.empty() || before.empty() || is_form(inner)) return;
  const auto front = form_in_front(text);
  if (front && front->end >= before.size()) return;
  const bool quoted = View(U"「『\"'“‘").find(text[bracket]) != View::npos, formed = names_form(before);
  if (!formed && take_holder(out, inner, before)) return;
  if ((quoted || !formed) && !is_branch_word(inner) && !is_stock_code(inner)) return;
  const Aside kind = kind_of(inner, before);
  if (kind == Aside::part_of_it) return;
  out.name = kind == Aside::other_name && !is_japanese(before) && has_form(inner) ? inner : before;
  if (kind == Aside::branch) out.branch = inner, out.end = text.data() + text.size();
  else out.left_out = true;
}

}  // namespace

View unwrapped(View text) {
  const char32_t closer = closer_of(text.front());
  if (!closer || text.size() < 4 || text.back() != closer || text.find(closer, 1) != text.size() - 1) return text;
  const View inner = text.substr(1, text.size() - 2);
  return is_form(inner) ? text : trim(inner);
}

CompanyAside company_aside(View text) {
  CompanyAside out;
  out.name = trim(text);
  for (size_t before = 0; !out.name.empty() && before != out.name.size();) {
    before = out.name.size();
    if (!begins_plainly(out.name.front())) {
      constexpr CharSet signs(U" ★☆●○◎■□◆◇※▲△▼▽*#・•→⇒>×✕✖");
      while (!out.name.empty() && signs.has(out.name.front())) out.name.remove_prefix(1);
      if (out.name.empty()) break;
      out.name = without_numbering(unwrapped(out.name));
      const View labelled = out.name;
      out.name = without_label(labelled);
      out.left_out |= out.name.size() < labelled.size();
    }
    const View numbered = out.name;
    const bool marked = marks.first_in(numbered) != View::npos || is_digit(numbered.back());
    if (marked) out.name = without_remark(without_number(numbered));
    out.left_out |= out.name.size() < numbered.size();
    if (marked) take_translation(out);
    if (out.branch.empty() && !(marked && take_bracket_before_branch(out))) take_bracket(out, marked);
  }
  if (out.name.empty()) out.name = trim(text);
  return out;
}

}  // namespace musubi::normalize
