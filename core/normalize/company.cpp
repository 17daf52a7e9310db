// A company's name as typed: [honorific parts] [form] core [form] [branch] [honorific].
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/normalize/company_aside.hpp"
#include "core/normalize/company_branch.hpp"
#include "core/normalize/company_form.hpp"
#include "core/normalize/company_parts.hpp"
#include "core/normalize/none.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

constexpr View spaces = U" ・,、/。";

bool strip_honorific(View& text) {
  constexpr View words[] = {U"御中", U"各位",   U"ご担当者", U"御担当者", U"ご担当", U"御担当", U"担当者",
                            U"様",   U"さま",   U"殿",       U"さん",     U"行",     U"宛"};
  constexpr View after_space[] = {U"担当者", U"さん", U"行", U"宛"};
  for (View word : words) {
    if (text.size() <= word.size() || !text.ends_with(word)) continue;
    const bool spaced = std::find(std::begin(after_space), std::end(after_space), word) != std::end(after_space);
    const char32_t before = text[text.size() - word.size() - 1];
    if (spaced && before != U' ') continue;
    if (word == U"殿" && View(U"神御宮本社拝寝奥").find(before) != View::npos) continue;
    if (word == U"様" && View(U"奥客神皆王殿姫").find(before) != View::npos) continue;
    text.remove_suffix(word.size());
    text = trim(text);
    return true;
  }
  return false;
}

/// 前株 and 後株, which say where (株) stands.
bool take_position_word(View& text, CompanyParts& out) {
  struct Case {
    View word;
    const char *form, *position;
  };
  constexpr Case cases[] = {{U"(前株)", "株式会社", "前"}, {U"(後株)", "株式会社", "後"},
                            {U"前株", "株式会社", "前"},   {U"後株", "株式会社", "後"},
                            {U"あと株", "株式会社", "後"}, {U"まえ株", "株式会社", "前"},
                            {U"(前有)", "有限会社", "前"}, {U"(後有)", "有限会社", "後"}};
  for (const Case& c : cases) {
    bool behind = text.ends_with(c.word);
    if (text.size() <= c.word.size() || (!behind && !text.starts_with(c.word))) continue;
    behind ? text.remove_suffix(c.word.size()) : text.remove_prefix(c.word.size());
    out.legal_form = c.form, out.position = c.position;
    text = trim(text);
    return true;
  }
  return false;
}

void take(const FormAt& at, View rest, const char* position, View& text, CompanyParts& out) {
  text = trim(rest, spaces);
  out.legal_form = at.form, out.position = position;
}

/// A form in the middle, and a branch behind it. Of "スターバックス 株式会社青空" the form is that of what follows it.
bool take_middle(View& text, CompanyParts& out) {
  const auto at = form_within(text);
  if (!at) return false;
  const View before = trim(text.substr(0, at->begin), spaces), behind = trim(text.substr(at->end), spaces);
  const bool in_front = text[at->begin - 1] == U' ' && text[at->end] != U' ' && text[at->end] != U'(' && core_size(behind) == behind.size() && !is_branch_word(behind);
  if (in_front && is_branch_word(before)) out.branch = before;
  else if (in_front) out.left_out = true;
  else out.branch = behind;
  in_front ? take(*at, behind, "前", text, out) : take(*at, before, "後", text, out);
  return true;
}

bool take_japanese(View& text, CompanyParts& out) {
  if (const auto front = form_in_front(text)) {
    take(*front, text.substr(front->end), "前", text, out);
    if (const auto again = latin_form_behind(text); again && again->form == "株式会社") text = trim(text.substr(0, again->begin), U" ,.");  // 株式会社青空 Co., Ltd.
    if (const auto second = form_within(text); second && text[second->begin - 1] == U' ') text = trim(text.substr(0, second->begin), spaces), out.left_out = true;
    return true;
  }
  if (const auto back = form_behind(text)) return take(*back, text.substr(0, back->begin), "後", text, out), true;
  return take_middle(text, out);
}

bool take_latin(View& text, CompanyParts& out) {
  if (const auto back = latin_form_behind(text)) {
    take(*back, trim(text.substr(0, back->begin), U" ,."), "後", text, out);
    return true;
  }
  const auto front = latin_form_in_front(text);
  if (front) take(*front, trim(text.substr(front->end), U" .,-"), "前", text, out);
  return front.has_value();
}

/// "Musubi Ltd., Tokyo Branch": up to three words behind a form, the last of which says that they are a branch.
bool take_latin_branch(View& text, CompanyParts& out) {
  constexpr View ends[] = {U"Branch", U"Office", U"Factory", U"Plant", U"Division", U"Department", U"Headquarters"};
  const auto is_end = [&](View end) { return text.size() > end.size() && std::equal(end.begin(), end.end(), text.end() - std::ptrdiff_t(end.size()), [](char32_t a, char32_t b) { return lower(a) == lower(b); }); };
  if (std::none_of(std::begin(ends), std::end(ends), is_end)) return false;
  size_t cut = text.size();
  for (int words = 0; words < 3; ++words) {
    cut = text.substr(0, cut).rfind(U' ');
    if (cut == View::npos) return false;
    View name = text.substr(0, cut);
    if (!take_latin(name, out)) continue;
    out.branch = text.substr(cut + 1);
    text = name;
    return true;
  }
  return false;
}

/// ムスビ(エイ, as banks write the office of a payee.
void take_bank_office(View& text, CompanyParts& out) {
  constexpr std::pair<View, View> offices[] = {{U"(エイ)", U"営業所"}, {U"(エイ", U"営業所"}, {U"(シユツ)", U"出張所"}, {U"(シユツ", U"出張所"}};
  for (const auto& [written, office] : offices)
    if (text.size() > written.size() && text.ends_with(written)) {
      text = trim(text.substr(0, text.size() - written.size()));
      out.branch = office;
      return;
    }
}

/// (本社) → 本社.
View without_brackets(View branch) {
  const bool inside = branch.size() > 2 && branch.front() == U'(' && branch.find(U')') == branch.size() - 1;
  return inside ? branch.substr(1, branch.size() - 2) : branch;
}

}  // namespace

CompanyParts company_parts(View text) {
  CompanyParts out;
  while (strip_honorific(text)) {
  }
  const CompanyAside aside = company_aside(text);
  text = aside.name, out.left_out = aside.left_out;
  if (text.empty()) return out;
  take_bank_office(text, out);
  const bool formed = take_position_word(text, out) || take_japanese(text, out) || take_latin(text, out) || take_latin_branch(text, out);
  if (out.branch.empty()) {
    size_t core = core_size(text);
    out.branch = trim(text.substr(core), spaces);
    text = trim(text.substr(0, core), spaces);
    if (!out.branch.empty() && !formed) {
      if (const auto back = form_behind(text)) take(*back, text.substr(0, back->begin), "後", text, out);
      else take_latin(text, out);
    }
  }
  if (formed && !text.empty()) text = unwrapped(text);
  out.branch = without_brackets(out.branch);
  if (out.branch.empty()) out.branch = aside.branch;
  else if (aside.branch.data() == out.branch.data() + out.branch.size() + 1) out.branch = View(out.branch.data(), size_t(aside.end - out.branch.data()));
  out.core = text;
  return out;
}

Company company(std::string_view raw) {
  Company out;
  Chars chars = read(raw);
  if (is_none(chars)) return out;
  if (names_no_company(chars)) {
    out.note = Message{"normalize.no_employer", {}};
    return out;
  }
  CompanyParts parts = company_parts(chars);
  if (parts.core.empty()) {
    out.problem = Message{"normalize.no_company_name", {}};
    return out;
  }
  out.core_name = utf8(parts.core);
  out.legal_form = parts.legal_form;
  out.position = parts.position;
  out.branch = utf8(parts.branch);
  if (parts.left_out) out.note = Message{"normalize.beside_company", {}};
  return out;
}

std::string shown(const Company& c) {
  std::string out;
  bool latin = !c.legal_form.empty() && static_cast<unsigned char>(c.legal_form[0]) < 0x80;
  if (c.position == "前")
    out = c.legal_form + c.core_name;
  else if (latin)
    out = c.core_name + " " + c.legal_form;
  else
    out = c.core_name + c.legal_form;
  return c.branch.empty() ? out : out + " " + c.branch;
}

}  // namespace musubi::normalize
