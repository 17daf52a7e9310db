// A company's name as typed: [honorific parts] [form] core [form] [branch] [honorific].
#include <algorithm>
#include <cstdint>
#include <iterator>

#include "core/normalize/company_branch.hpp"
#include "core/normalize/company_parts.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

struct Spelling {
  View word;
  std::string_view form;
  char place;  // 'a' at either end, 'f' in front, 'b' behind
};
constexpr Spelling forms[] = {
#include "core/normalize/tables/legal_forms.inc"
};

/// The places of forms in the table by the character at one end, in their order.
class FormIndex {
 public:
  constexpr explicit FormIndex(bool front) {
    for (size_t i = std::size(forms); i-- > 0;) {
      size_t b = bucket(front ? forms[i].word.front() : forms[i].word.back());
      next_[i] = head_[b];
      head_[b] = uint8_t(i + 1);
    }
  }
  /// The first form, counted from 1, that may have `c` at that end; then those behind it; 0 at the end.
  constexpr size_t first(char32_t c) const { return head_[bucket(c)]; }
  constexpr size_t next(size_t form) const { return next_[form - 1]; }

 private:
  static constexpr size_t bucket(char32_t c) { return (c ^ (c >> 6)) % 128; }
  uint8_t head_[128] = {}, next_[std::size(forms)] = {};
};
static_assert(std::size(forms) < 255);
constexpr FormIndex by_first(true), by_last(false);

struct Latin {
  std::string_view word;  // lower case, letters only
  std::string_view form;
};
constexpr Latin latin_forms[] = {
    {"coltd", "株式会社"},
    {"companylimited", "株式会社"},
    {"colimited", "株式会社"},
    {"companyltd", "株式会社"},
    {"kk", "株式会社"},
    {"kabushikikaisha", "株式会社"},
    {"kabushikigaisha", "株式会社"},
    {"gk", "合同会社"},
    {"godokaisha", "合同会社"},
    {"yk", "有限会社"},
    {"yugenkaisha", "有限会社"},
    {"incorporated", "Inc."},
    {"inc", "Inc."},
    {"corporation", "Corp."},
    {"corp", "Corp."},
    {"llc", "LLC"},
    {"llp", "LLP"},
    {"limited", "Ltd."},
    {"ltd", "Ltd."},
    {"plc", "plc"},
    {"gmbh", "GmbH"},
    {"ag", "AG"},
    {"sa", "S.A."},
    {"sarl", "S.A.R.L."},
    {"srl", "S.r.l."},
    {"bv", "B.V."},
    {"nv", "N.V."},
    {"pteltd", "Pte. Ltd."},
    {"ptyltd", "Pty Ltd"},
    {"sdnbhd", "Sdn. Bhd."},
    {"npo", "特定非営利活動法人"},
};

constexpr View spaces = U" ・,、";

bool strip_honorific(View& text) {
  constexpr View words[] = {U"御中", U"各位",   U"ご担当者", U"御担当者", U"ご担当", U"御担当", U"担当者",
                            U"様",   U"さま",   U"殿",       U"さん",     U"行",     U"宛"};
  constexpr View after_space[] = {U"担当者", U"さん", U"行", U"宛"};
  for (View word : words) {
    if (text.size() <= word.size() || !text.ends_with(word)) continue;
    const bool spaced = std::find(std::begin(after_space), std::end(after_space), word) != std::end(after_space);
    if (spaced && text[text.size() - word.size() - 1] != U' ') continue;
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

void take(const Spelling& s, View rest, const char* position, View& text, CompanyParts& out) {
  text = trim(rest, spaces);
  out.legal_form = s.form, out.position = position;
}

bool take_front(View& text, CompanyParts& out) {
  for (size_t i = by_first.first(text.front()); i; i = by_first.next(i)) {
    const Spelling& s = forms[i - 1];
    if (s.place == 'b' || text.size() <= s.word.size() || !text.starts_with(s.word)) continue;
    take(s, text.substr(s.word.size()), "前", text, out);
    return true;
  }
  return false;
}

bool take_back(View& text, CompanyParts& out) {
  for (size_t i = by_last.first(text.back()); i; i = by_last.next(i)) {
    const Spelling& s = forms[i - 1];
    if (s.place == 'f' || text.size() <= s.word.size() || !text.ends_with(s.word)) continue;
    take(s, text.substr(0, text.size() - s.word.size()), "後", text, out);
    return true;
  }
  return false;
}

/// A form in the middle: what follows it is a branch.
bool take_middle(View& text, CompanyParts& out, View& behind) {
  for (size_t at = 1; at + 1 < text.size(); ++at)
    for (size_t i = by_first.first(text[at]); i; i = by_first.next(i)) {
      const Spelling& s = forms[i - 1];
      if (s.place != 'a' || !text.substr(at).starts_with(s.word)) continue;
      behind = trim(text.substr(at + s.word.size()), spaces);
      take(s, text.substr(0, at), "後", text, out);
      return true;
    }
  return false;
}

/// "Musubi Co., Ltd.": the longest run of words at the end that is a form.
bool take_latin(View& text, CompanyParts& out) {
  std::string letters;
  size_t best = 0;
  for (size_t i = text.size(); i > 1; --i) {
    char32_t c = text[i - 1];
    if (is_latin(c))
      letters.insert(letters.begin(), char(lower(c)));
    else if (c != U' ' && c != U'.' && c != U',')
      break;
    bool word_start = is_latin(c) && (text[i - 2] == U' ' || text[i - 2] == U',' || text[i - 2] == U'.');
    if (!word_start || letters.size() > 20) continue;
    auto at = std::find_if(std::begin(latin_forms), std::end(latin_forms),
                           [&](const Latin& l) { return l.word == letters; });
    if (at == std::end(latin_forms)) continue;
    best = i - 1;
    out.legal_form = at->form, out.position = "後";
  }
  if (!best) return false;
  text = trim(text.substr(0, best), U" ,.");
  return true;
}

/// "Musubi Ltd., Tokyo Branch": up to three words behind a form, the last of which says that they are a branch.
bool take_latin_branch(View& text, CompanyParts& out) {
  constexpr View ends[] = {U"Branch", U"Office", U"Factory", U"Plant", U"Division", U"Department", U"Headquarters"};
  if (std::none_of(std::begin(ends), std::end(ends), [&](View end) { return text.ends_with(end); })) return false;
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
  if (text.empty()) return out;
  bool formed = take_position_word(text, out) || take_front(text, out) || take_back(text, out) ||
                take_middle(text, out, out.branch) || take_latin(text, out) || take_latin_branch(text, out);
  if (out.branch.empty()) {
    size_t core = core_size(text);
    out.branch = trim(text.substr(core), spaces);
    text = trim(text.substr(0, core), spaces);
    if (!out.branch.empty() && !formed && !take_back(text, out)) take_latin(text, out);
  }
  out.branch = without_brackets(out.branch);
  out.core = text;
  return out;
}

Company company(std::string_view raw) {
  Company out;
  Chars chars = read(raw);
  if (chars.empty()) return out;
  CompanyParts parts = company_parts(chars);
  if (parts.core.empty()) {
    out.problem = Message{"normalize.no_company_name", {}};
    return out;
  }
  out.core_name = utf8(parts.core);
  out.legal_form = parts.legal_form;
  out.position = parts.position;
  out.branch = utf8(parts.branch);
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
