#include "core/normalize/company_form.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

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
      head_[b] = uint16_t(i + 1);
    }
  }
  /// The first form, counted from 1, that may have `c` at that end; then those behind it; 0 at the end.
  constexpr size_t first(char32_t c) const { return head_[bucket(c)]; }
  constexpr size_t next(size_t form) const { return next_[form - 1]; }

 private:
  static constexpr size_t bucket(char32_t c) { return (c ^ (c >> 6)) % 128; }
  uint16_t head_[128] = {}, next_[std::size(forms)] = {};
};
constexpr FormIndex by_first(true), by_last(false);

constexpr View openers = U"([{「『【〔〈《<“‘\"'", closers = U")]}」』】〕〉》>”’\"'";

/// How many characters of `text` are `word`, which may have a space before each of its characters but the first (株 式 会 社); 0 if it is not there.
size_t spaced_size(View text, View word) {
  size_t at = 0;
  for (size_t i = 0; i < word.size(); ++i, ++at) {
    if (i > 0 && at < text.size() && text[at] == U' ') ++at;
    if (at >= text.size() || text[at] != word[i]) return 0;
  }
  return at;
}

size_t front_size(View text, View word) {
  if (text.starts_with(word)) return word.size();
  return word.size() >= 4 && is_kanji(word.front()) ? spaced_size(text, word) : 0;
}

size_t back_size(View text, View word) {
  if (text.ends_with(word)) return word.size();
  if (word.size() < 4 || !is_kanji(word.front())) return 0;
  for (size_t size = word.size() + 1; size < word.size() * 2 && size < text.size(); ++size)
    if (View tail = text.substr(text.size() - size); tail.front() == word.front() && spaced_size(tail, word) == size) return size;
  return 0;
}

/// The form that stands between brackets, with or without brackets of its own in the table; nullptr for what is none.
const Spelling* spelled(View inner) {
  const auto at = std::find_if(std::begin(forms), std::end(forms), [&](const Spelling& s) { return s.place == 'a' && (s.word == inner || (s.word.front() == U'(' && s.word.substr(1, s.word.size() - 2) == inner)); });
  return at == std::end(forms) ? nullptr : at;
}

/// A form at `at`, or in brackets that begin there.
std::optional<FormAt> form_at(View text, size_t at, char other_place) {
  for (size_t i = by_first.first(text[at]); i; i = by_first.next(i)) {
    const Spelling& s = forms[i - 1];
    if (s.place != 'a' && s.place != other_place) continue;
    if (size_t size = front_size(text.substr(at), s.word)) return FormAt{s.form, at, at + size};
  }
  const char32_t closer = closer_of(text[at]);
  const size_t end = closer ? text.find(closer, at + 1) : View::npos;
  if (end == View::npos) return std::nullopt;
  const Spelling* s = spelled(text.substr(at + 1, end - at - 1));
  return s ? std::optional(FormAt{s->form, at, end + 1}) : std::nullopt;
}

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

/// The form of those letters, where it is written in `text` as it may be.
template <size_t N>
const Latin* latin_named(const Latin (&table)[N], std::string_view letters, View text) {
  const Latin* at = std::find_if(std::begin(table), std::end(table), [&](const Latin& l) { return l.word == letters && text.find(l.written) != View::npos; });
  return at == std::end(table) ? nullptr : at;
}

constexpr bool joins_letters(char32_t c) { return c == U' ' || c == U'.' || c == U',' || c == U'/'; }

}  // namespace

char32_t closer_of(char32_t opener) {
  const size_t at = openers.find(opener);
  return at == View::npos ? 0 : closers[at];
}

size_t bracket_behind(View text) {
  const size_t kind = text.empty() ? View::npos : closers.find(text.back());
  return kind == View::npos || text.size() < 3 ? View::npos : text.rfind(openers[kind], text.size() - 2);
}

bool is_form(View inner) { return spelled(inner) != nullptr; }

std::optional<FormAt> form_in_front(View text) {
  if (text.empty()) return std::nullopt;
  auto out = form_at(text, 0, 'f');
  return out && out->end < text.size() ? out : std::nullopt;
}

std::optional<FormAt> form_behind(View text) {
  if (text.empty()) return std::nullopt;
  for (size_t i = by_last.first(text.back()); i; i = by_last.next(i)) {
    const Spelling& s = forms[i - 1];
    if (s.place == 'f' || text.size() <= s.word.size()) continue;
    if (size_t size = back_size(text, s.word)) return FormAt{s.form, text.size() - size, text.size()};
  }
  const size_t bracket = bracket_behind(text);
  if (bracket == View::npos || bracket == 0) return std::nullopt;
  auto out = form_at(text, bracket, 'a');
  return out && out->end == text.size() ? out : std::nullopt;
}

std::optional<FormAt> form_within(View text) {
  for (size_t at = 1; at + 1 < text.size(); ++at)
    if (auto out = form_at(text, at, 'a'); out && out->end < text.size()) return out;
  return std::nullopt;
}

std::optional<FormAt> latin_form_behind(View text) {
  std::string letters;
  std::optional<FormAt> out;
  for (size_t i = text.size(); i > 1; --i) {
    char32_t c = text[i - 1], before = text[i - 2];
    if (is_latin(c)) letters.insert(letters.begin(), char(lower(c)));
    else if (!joins_letters(c)) break;
    const bool begins = is_latin(c) && (joins_letters(before) || is_kanji(before) || is_kana(before));
    if (!begins || letters.size() > 20) continue;
    const Latin* found = latin_named(latin_forms, letters, text.substr(i - 1));
    if (found && !(found->foreign && is_japanese(text.substr(0, i - 1)))) out = FormAt{found->form, i - 1, text.size()};
  }
  return out;
}

std::optional<FormAt> latin_form_in_front(View text) {
  std::string letters;
  std::optional<FormAt> out;
  for (size_t i = 0; i < text.size() && letters.size() <= 16; ++i) {
    if (is_latin(text[i])) letters += char(lower(text[i]));
    else if (!joins_letters(text[i]) && text[i] != U'-') break;
    const bool ends = is_latin(text[i]) && i + 1 < text.size() && (joins_letters(text[i + 1]) || text[i + 1] == U'-');
    if (!ends) continue;
    if (const Latin* found = latin_named(latin_front_forms, letters, text.substr(0, i + 1))) out = FormAt{found->form, 0, i + 1};
  }
  return out && !trim(text.substr(out->end), U" .,-").empty() ? out : std::nullopt;
}

}  // namespace musubi::normalize
