// A company's name as typed: [honorific parts] [form] core [form] [branch] [honorific].
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/normalize/company_aside.hpp"
#include "core/normalize/company_branch.hpp"
#include "core/normalize/company_ends.hpp"
#include "core/normalize/company_kana.hpp"
#include "core/normalize/company_latin.hpp"
#include "core/normalize/company_parts.hpp"
#include "core/normalize/company_words.hpp"
#include "core/normalize/none.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

constexpr View spaces = U" ・,、/。";

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

/// The branch behind a form, without the marks between them.
View trim_branch(View branch) {
  const View inner = trim(branch, U" ・,、/。.:_-－");
  return trim(inner.empty() ? inner : branch.substr(size_t(inner.data() - branch.data())), spaces);  // Dept. keeps its point
}

void take_front(const FormAt& at, View& text, CompanyParts& out) {
  text = without_joint(text.substr(at.end), true);
  out.legal_form = at.form, out.position = "前";
}

void take_back(const FormAt& at, View& text, CompanyParts& out) {
  text = without_joint(text.substr(0, at.begin), false);
  out.legal_form = at.form, out.position = "後";
}

/// A form in the middle, and a branch behind it. Of "スターバックス 株式会社青空" the form is that of what follows it.
bool take_middle(View& text, CompanyParts& out) {
  const auto at = form_within(text);
  if (!at) return false;
  const View before = trim(text.substr(0, at->begin), spaces), behind = trim(text.substr(at->end), spaces);
  const bool in_front = text[at->begin - 1] == U' ' && text[at->end] != U' ' && text[at->end] != U'(' && core_size(behind) == behind.size() && !is_branch_word(behind);
  if (in_front && is_branch_word(before)) out.branch = before;
  else if (in_front) out.left_out = true;
  else out.branch = trim_branch(behind);
  in_front ? take_front(*at, text, out) : take_back(*at, text, out);
  return true;
}

/// The name before a Latin form; M.S.K. keeps its last point.
View latin_name(View name) {
  const View bare = trim(name, U" ,.-");
  const size_t end = size_t(bare.data() - name.data()) + bare.size();
  const View word = bare.substr(bare.rfind(U' ') + 1);
  return end < name.size() && name[end] == U'.' && word.find(U'.') != View::npos ? View(bare.data(), bare.size() + 1) : bare;
}

/// 株式会社青空 Co., Ltd. 大阪支店 names its form twice.
void drop_form_again(View& text, CompanyParts& out) {
  if (const auto behind = latin_form_behind(text); behind && behind->form == "株式会社") {
    text = latin_name(text.substr(0, behind->begin));
  } else if (const auto within = latin_form_within(text); within && within->form == "株式会社") {
    out.branch = trim_branch(text.substr(within->end));
    text = latin_name(text.substr(0, within->begin));
  }
}

bool take_japanese(View& text, CompanyParts& out) {
  if (const auto front = form_in_front(text)) {
    take_front(*front, text, out);
    if (const auto again = form_in_front(text); again && again->form == out.legal_form) take_front(*again, text, out);
    drop_form_again(text, out);
    if (const auto again = text.find(U' ') == View::npos ? std::nullopt : form_behind(text); again && again->form == out.legal_form && again->begin > 0 && text[again->begin - 1] == U' ') text = without_joint(text.substr(0, again->begin), false);  // 有限会社 青空 有限会社
    if (const auto second = form_within(text); second && View(U" /・、,").find(text[second->begin - 1]) != View::npos) text = trim(text.substr(0, second->begin), spaces), out.left_out = true;
    return true;
  }
  if (const auto back = form_behind(text)) return take_back(*back, text, out), true;
  if (const auto bare = bare_form_in_front(text)) return take_front(*bare, text, out), true;
  if (const auto bare = bare_form_behind(text)) return take_back(*bare, text, out), true;
  return take_middle(text, out);
}

void take_latin_back(const FormAt& at, View& text, CompanyParts& out) {
  text = latin_name(text.substr(0, at.begin));
  out.legal_form = at.form, out.position = "後";
}

bool take_latin(View& text, CompanyParts& out) {
  if (const auto back = latin_form_behind(text)) return take_latin_back(*back, text, out), true;
  const auto front = latin_form_in_front(text);
  if (front) {
    text = trim(text.substr(front->end), U" .,-");
    out.legal_form = front->form, out.position = "前";
  }
  return front.has_value();
}

/// "Musubi Co., Ltd. Tokyo", "結商事 K.K.大阪支店".
bool take_latin_middle(View& text, CompanyParts& out) {
  const auto within = latin_form_within(text);
  if (!within) return false;
  out.branch = trim_branch(text.substr(within->end));
  return take_latin_back(*within, text, out), true;
}

/// "Musubi Corp., Tokyo Branch": up to three words behind a form, the last of which says that they are a branch.
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
    out.branch = trim_branch(text.substr(cut + 1));
    text = name;
    return true;
  }
  return false;
}

/// ㊑ → (株), before the folding of characters makes it 株.
std::string in_brackets(std::string_view raw) {
  constexpr std::pair<std::string_view, std::string_view> signs[] = {{"㊑", "(株)"}, {"㏍", "(株)"}, {"㊒", "(有)"}, {"㊓", "(社)"}, {"㊔", "(名)"}, {"㊖", "(財)"}, {"㊩", "(医)"}, {"㊪", "(宗)"}, {"㊫", "(学)"}, {"㊮", "(資)"}};
  std::string out;
  for (size_t at = 0; at < raw.size();) {
    const auto* found = std::find_if(std::begin(signs), std::end(signs), [&](const auto& s) { return raw.substr(at).starts_with(s.first); });
    if (found == std::end(signs)) {
      out += raw[at++];
    } else {
      out += found->second;
      at += found->first.size();
    }
  }
  return out;
}

/// (本社) → 本社.
View without_brackets(View branch) {
  const bool inside = branch.size() > 2 && branch.front() == U'(' && branch.find(U')') == branch.size() - 1;
  return inside ? branch.substr(1, branch.size() - 2) : branch;
}

/// `stated`: the form's place was said, and the form itself is not there.
Named named(bool formed, bool stated, std::string_view position) {
  if (position == "前") return Named::by_form;
  return formed && !stated ? Named::before_form : Named::by_itself;
}

}  // namespace

CompanyParts company_parts(View text) {
  CompanyParts out;
  const Addressed to = addressed(without_honorifics(text));
  const CompanyAside aside = company_aside(without_honorifics(to.name));
  out.behind = to.behind;
  text = aside.name, out.left_out = aside.left_out;
  if (text.empty()) return out;
  out.branch = take_bank_office(text);
  const bool may = may_have_form(text), stated = may && take_position_word(text, out);
  const bool formed = stated || (may && (take_japanese(text, out) || take_latin(text, out) || take_latin_middle(text, out) || take_latin_branch(text, out)));
  if (out.branch.empty()) {
    const size_t core = core_size(text, named(formed, stated, out.position));
    out.branch = trim(text.substr(core), spaces);
    text = core < text.size() ? without_joint(text.substr(0, core), false) : trim(text, spaces);
    if (!out.branch.empty() && may && !formed) {
      if (const auto back = form_behind(text)) take_back(*back, text, out);
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
  Chars chars = raw.find("\xE3\x8A") == raw.npos && raw.find("㏍") == raw.npos ? read(raw) : read(in_brackets(raw));
  const bool lengthened = write_long_vowels(chars);
  if (is_none(chars)) return out;
  if (is_ditto(chars)) {
    out.problem = Message{"normalize.same_as_above", {}};
    return out;
  }
  if (names_no_company(chars)) {
    out.note = Message{"normalize.no_employer", {}};
    return out;
  }
  const CompanyParts parts = company_parts(chars);
  if (parts.core.empty() || is_honorific(parts.core)) {
    out.problem = Message{"normalize.no_company_name", {}};
    return out;
  }
  out.core_name = utf8(parts.core);
  out.legal_form = parts.legal_form;
  out.position = parts.position;
  out.branch = utf8(parts.branch);
  if (!parts.behind.empty()) out.branch += (out.branch.empty() ? "" : " ") + utf8(parts.behind);
  if (lengthened) out.note = Message{"normalize.hyphen_for_long_vowel", {}};
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
  if (c.branch.empty()) return out;
  const std::string plain = out + " " + c.branch;
  return utf8(company_parts(read(plain)).core) == c.core_name ? plain : out + " (" + c.branch + ")";
}

}  // namespace musubi::normalize
