#include "core/normalize/company_latin.hpp"

#include <algorithm>
#include <iterator>

#include "core/normalize/char_set.hpp"
#include "core/normalize/company_words.hpp"

namespace musubi::normalize {
namespace {

struct Latin {
  std::string_view word;  // lower case, letters only
  std::string_view form;
  View written = {};      // what is as short as a word of a name counts only as it is written officially
  bool foreign = false;   // never of a Japanese name: 結SE, 結商事 SA
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
    {"co", "Co.", U"."},
    {"coinc", "Inc."},
    {"companyinc", "Inc."},
    {"coincorporated", "Inc."},
    {"companyincorporated", "Inc."},
    {"incorporated", "Inc."},
    {"inc", "Inc."},
    {"corporation", "Corp."},
    {"corp", "Corp."},
    {"llc", "LLC"},
    {"llp", "LLP"},
    {"lp", "L.P.", U"L.P", true},
    {"limited", "Ltd."},
    {"ltd", "Ltd."},
    {"plc", "plc"},
    {"gmbh", "GmbH"},
    {"ag", "AG", {}, true},
    {"se", "SE", U"SE", true},
    {"ab", "AB", U"AB", true},
    {"as", "A/S", U"A/S", true},
    {"asa", "ASA", U"ASA", true},
    {"oyj", "Oyj", U"Oyj", true},
    {"sa", "S.A.", {}, true},
    {"spa", "S.p.A.", U"S.p.A", true},
    {"spa", "S.p.A.", U"SpA", true},
    {"gmbhcokg", "GmbH & Co. KG"},
    {"sarl", "S.A.R.L.", {}, true},
    {"srl", "S.r.l.", {}, true},
    {"bv", "B.V.", {}, true},
    {"nv", "N.V.", {}, true},
    {"pvtltd", "Pvt. Ltd."},
    {"pvtlimited", "Pvt. Ltd."},
    {"privatelimited", "Pvt. Ltd."},
    {"pteltd", "Pte. Ltd."},
    {"ptyltd", "Pty Ltd"},
    {"sdnbhd", "Sdn. Bhd."},
    {"npo", "特定非営利活動法人"},
};
constexpr Latin latin_front_forms[] = {
    {"kk", "株式会社", U"K.K"},
    {"kk", "株式会社", U"KK"},
    {"kabushikikaisha", "株式会社"},
    {"kabushikigaisha", "株式会社"},
    {"gk", "合同会社", U"G.K"},
    {"godokaisha", "合同会社"},
    {"yk", "有限会社", U"Y.K"},
    {"yugenkaisha", "有限会社"},
    {"npo", "特定非営利活動法人", U"NPO"},
    {"pt", "PT", U"PT"},
};

/// Forms that no name has in its middle, whatever follows.
constexpr std::string_view sure_forms[] = {"coltd", "companylimited", "colimited", "companyltd", "coinc", "companyinc", "inc", "ltd", "llc", "gmbh", "pteltd", "ptyltd", "pvtltd", "sdnbhd", "kk", "kabushikikaisha", "godokaisha"};

/// The form of those letters, where it is written in `text` as it may be. A hyphen joins words alone: Kabushiki-Kaisha, but not S-A.
template <size_t N>
const Latin* latin_named(const Latin (&table)[N], std::string_view letters, View text) {
  constexpr size_t shortest_hyphened = 8;
  if (letters.size() < shortest_hyphened && text.find(U'-') != View::npos) return nullptr;
  const Latin* at = std::find_if(std::begin(table), std::end(table), [&](const Latin& l) { return l.word == letters && text.find(l.written) != View::npos; });
  return at == std::end(table) ? nullptr : at;
}

constexpr CharSet between_letters(U" .,/、"), between_words(U" .,/、-&");
constexpr bool joins_letters(char32_t c) { return between_letters.has(c); }
constexpr bool joins_words(char32_t c) { return between_words.has(c); }
/// Whether a word may begin behind `before`.
constexpr bool parts_words(char32_t before) { return joins_letters(before) || is_kanji(before) || is_kana(before); }

bool is_sure(std::string_view letters, View written) {
  if (letters == "kk" && written.find(U'.') == View::npos) return false;
  return std::find(std::begin(sure_forms), std::end(sure_forms), letters) != std::end(sure_forms);
}

/// Whether a bracket that opened before `at` is not closed there. An apostrophe opens none (Musubi's).
bool is_in_bracket(View text, size_t at) {
  char32_t closer = 0;
  for (char32_t c : text.substr(0, at)) {
    if (c == closer) closer = 0;
    else if (!closer && c != U'\'') closer = closer_of(c);
  }
  return closer != 0;
}

/// Whether a Japanese branch follows with no space: Musubi Corp.大阪支店.
bool is_before_branch(View text, const Latin& form, size_t begin, size_t end) {
  if (text[end] == U'.') ++end;
  if (end >= text.size() || text[end] == U' ' || !is_japanese(text.substr(end, 1))) return false;
  const View rest = text.substr(end);
  return is_sure_branch(rest.substr(0, rest.find(U' '))) && !(form.foreign && is_japanese(text.substr(0, begin)));
}

/// Whether the word at `begin` is joined to the one before it: & Co, and Company.
bool is_partner(View text, size_t begin) {
  const View before = trim(text.substr(0, begin));
  return before.ends_with(U'&') || before.ends_with(U" and") || before.ends_with(U" And") || before.ends_with(U" AND");
}

/// Without the Co or Company of "Satoh & Co., Ltd.", which belongs to the name; nothing where no form is left.
std::optional<FormAt> behind_partner(View text, FormAt at) {
  if (!is_partner(text, at.begin)) return at;
  const size_t begin = at.begin;
  while (at.begin < at.end && is_latin(text[at.begin])) ++at.begin;
  const View word = text.substr(begin, at.begin - begin);
  const bool company = word.size() > 1 && lower(word[0]) == U'c' && lower(word[1]) == U'o' && (word.size() == 2 || word.size() == 7);
  if (!company) return text[begin - 1] == U'&' ? std::nullopt : std::optional(FormAt{at.form, begin, at.end});
  const View rest = text.substr(at.begin, at.end - at.begin);
  return std::any_of(rest.begin(), rest.end(), is_latin) ? std::optional(at) : std::nullopt;
}

/// The longest form in the middle that begins at `begin`.
std::optional<FormAt> sure_form_at(View text, size_t begin) {
  std::string letters;
  std::optional<FormAt> out;
  for (size_t i = begin; i + 1 < text.size() && letters.size() <= 16; ++i) {
    if (is_latin(text[i])) letters += char(lower(text[i]));
    else if (!joins_words(text[i])) break;
    if (!is_latin(text[i]) || is_latin(text[i + 1]) || is_digit(text[i + 1])) continue;
    const View written = text.substr(begin, i + 1 - begin);
    const Latin* found = latin_named(latin_forms, letters, written);
    if (found && (is_sure(letters, written) || is_before_branch(text, *found, begin, i + 1))) out = FormAt{found->form, begin, i + 1};
  }
  return out ? behind_partner(text, *out) : out;
}

}  // namespace

std::optional<FormAt> latin_form_behind(View text) {
  std::string letters;
  std::optional<FormAt> out;
  for (size_t i = text.size(); i > 1; --i) {
    char32_t c = text[i - 1], before = text[i - 2];
    if (is_latin(c)) letters.insert(letters.begin(), char(lower(c)));
    else if (!joins_words(c)) break;
    const bool begins = is_latin(c) && (parts_words(before) || before == U'&');
    if (!begins || letters.size() > 20) continue;
    const Latin* found = latin_named(latin_forms, letters, text.substr(i - 1));
    if (!found || (found->foreign && is_japanese(text.substr(0, i - 1)))) continue;
    if (const auto form = behind_partner(text, FormAt{found->form, i - 1, text.size()})) out = form;
  }
  return out;
}

std::optional<FormAt> latin_form_in_front(View text) {
  std::string letters;
  std::optional<FormAt> out;
  for (size_t i = 0; i < text.size() && letters.size() <= 16; ++i) {
    if (is_latin(text[i])) letters += char(lower(text[i]));
    else if (!joins_words(text[i])) break;
    const bool ends = is_latin(text[i]) && i + 1 < text.size() && joins_words(text[i + 1]);
    if (!ends) continue;
    if (const Latin* found = latin_named(latin_front_forms, letters, text.substr(0, i + 1))) out = FormAt{found->form, 0, i + 1};
  }
  return out && !trim(text.substr(out->end), U" .,-").empty() ? out : std::nullopt;
}

std::optional<FormAt> latin_form_within(View text) {
  for (size_t begin = 2; begin + 3 < text.size(); ++begin) {
    if (!is_latin(text[begin]) || !(parts_words(text[begin - 1]) || text[begin - 1] == U'&')) continue;
    auto out = sure_form_at(text, begin);
    if (!out) continue;
    const View rest = trim(text.substr(out->end), U" .,、");
    if (is_in_bracket(text, begin) || rest.empty() || rest.front() == U'&' || rest.front() == U')' || rest.starts_with(U"and ")) return std::nullopt;
    return out;
  }
  return std::nullopt;
}

}  // namespace musubi::normalize
