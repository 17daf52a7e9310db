// Names in Latin letters, and names of other languages in katakana.
#include <algorithm>
#include <cmath>

#include "core/normalize/char_set.hpp"
#include "core/normalize/kana.hpp"
#include "core/normalize/name_model.hpp"
#include "core/normalize/person_parts.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

constexpr double sure = 0.8;
constexpr View honorifics[] = {U"mr", U"mrs", U"ms", U"miss", U"dr", U"prof"};
constexpr View degrees[] = {U"phd", U"md", U"mba", U"esq", U"cpa", U"dds"};
constexpr View generations[] = {U"jr", U"sr", U"ii", U"iii", U"iv"};
constexpr View particles[] = {U"van", U"von", U"de", U"der", U"den", U"del", U"della", U"di", U"da", U"dos", U"das", U"du", U"la", U"le", U"ter", U"al", U"el", U"bin", U"ibn", U"dela", U"delos"};
/// Of these, those that begin no given name.
constexpr View of_families[] = {U"de", U"del", U"della", U"di", U"da", U"dos", U"das", U"du", U"dela", U"delos"};
/// Of Vietnam, where the family name stands first and Van is the middle name of men, Thi that of women.
constexpr View vietnamese[] = {U"tran", U"nguyen", U"le", U"pham", U"hoang", U"huynh",
                               U"phan", U"vu", U"vo", U"dang", U"bui", U"do", U"ho", U"ngo", U"duong", U"ly", U"dinh", U"truong"};
constexpr View vietnamese_middle[] = {U"van", U"thi"};
constexpr View vietnamese_in_kana[] = {U"チャン", U"レ", U"レー", U"ファム", U"ホアン", U"フイン", U"ファン", U"ヴー", U"ブー", U"ヴォー", U"ボー", U"ダン", U"ブイ", U"ドー", U"ホー", U"ゴー", U"ズオン", U"リー", U"ディン", U"チュオン"};
constexpr View middle_in_kana[] = {U"ヴァン", U"バン", U"ティ"};

bool is_western_letter(char32_t c) {
  return is_latin(c) || (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00);
}

/// Of letters with a macron or an accent, too.
char32_t lower_western(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  const bool paired = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
  return paired ? c | 1 : lower(c);
}

bool is_lower_western(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= 0xDF && is_western_letter(c) && lower_western(c) == c); }

/// Nguyễn as nguyen.
Chars without_accents(View word) {
  const bool ascii = std::all_of(word.begin(), word.end(), [](char32_t c) { return c < 0x80; });
  return ascii ? Chars(word) : text::to_code_points(text::without_accents(utf8(word)));
}

template <size_t n>
bool is_listed(View word, const View (&words)[n]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

template <size_t n>
bool is_one_of(View word, const View (&words)[n]) {
  Chars plain;
  for (char32_t c : without_accents(word))
    if (c != U'.') plain += lower(c);
  return is_listed(plain, words);
}

/// YAMADA or Yamada or yamada → Yamada; McDonald, III and van stay.
Chars cased(View word) {
  bool one_case = std::none_of(word.begin(), word.end(), [](char32_t c) { return c >= U'a' && c <= U'z'; }) ||
                  std::none_of(word.begin(), word.end(), [](char32_t c) { return c >= U'A' && c <= U'Z'; });
  Chars out(word);
  if (!one_case || word.size() < 2) return out;
  bool start = true;
  for (char32_t& c : out) {
    c = start ? upper(c) : lower_western(c);
    start = !is_western_letter(c) && c != U'\'';
  }
  return out;
}

bool is_initial(View w) { return w.size() == 1 || (w.size() == 2 && w[1] == U'.'); }

/// J.F.
bool is_initials(View w) {
  for (size_t i = 0; i < w.size(); ++i)
    if ((i % 2 == 1) != (w[i] == U'.')) return false;
  return w.size() > 2;
}

bool is_capitals(View w) {
  return w.size() > 1 && !is_initial(w) && !is_initials(w) && std::none_of(w.begin(), w.end(), is_lower_western);
}

/// T.Yamada and Mr.Yamada have a word before the point.
std::vector<View> parted_at_points(const std::vector<View>& words) {
  std::vector<View> out;
  for (View w : words) {
    const size_t at = w.rfind(U'.'), size = at == View::npos ? 0 : at + 1;
    const bool initials = size > 1 && at % 2 == 1 && std::count(w.begin(), w.end(), U'.') == ptrdiff_t(size / 2);
    const bool apart = w.size() > size + 1 && (initials || is_one_of(w.substr(0, size), honorifics));
    if (apart) out.push_back(w.substr(0, size));
    out.push_back(apart ? w.substr(size) : w);
  }
  return out;
}

/// The words of a name in Latin letters, as shown, with what parts them.
struct LatinName {
  std::vector<View> words;
  Chars generation;    // Jr., III
  size_t comma = 0;    // how many words stand before the first comma that parts the name; 0: none

  LatinName(View text, const std::vector<View>& all) : words(parted_at_points(all)) {
    while (words.size() > 1 && is_one_of(words.front(), honorifics)) words.erase(words.begin());
    for (; words.size() > 1; words.pop_back()) {
      const bool generational = is_one_of(words.back(), generations) && words.size() > 2;
      if (!generational && !is_one_of(words.back(), degrees) && !is_one_of(words.back(), honorifics)) break;
      if (generational) generation = Chars(words.back());
    }
    const size_t at = text.find(U',');
    while (at != View::npos && comma < words.size() && words[comma].data() < text.data() + at) ++comma;
    if (comma == words.size()) comma = 0;
  }

  /// Tran Van Duc.
  bool is_vietnamese() const { return words.size() > 2 && is_one_of(words[0], vietnamese) && is_one_of(words[1], vietnamese_middle); }

  /// How many words of a family name stand first that begins with particles: De la Cruz Maria, and as passports have it DA SILVA MARIA; not
  /// Van Anh Nguyen, Den Ichiro Yamada, De Andre Jordan, whose given names begin so.
  size_t leading_family() const {
    size_t end = 0;
    while (end < words.size() && is_one_of(words[end], particles)) ++end;
    if (end == 0 || is_one_of(words[0], vietnamese) || is_one_of(words.back(), vietnamese)) return 0;
    const bool as_in_passports = is_one_of(words[0], of_families) && std::all_of(words.begin(), words.end(), is_capitals);
    return end > 1 || as_in_passports ? end + 1 : 0;
  }

  /// The first word of a family name that stands last: van Gogh.
  size_t last_family() const {
    size_t at = words.size() - 1;
    while (at > 1 && is_one_of(words[at - 1], particles)) --at;
    return at;
  }

  Chars shown(size_t begin, size_t end) const {
    Chars out;
    for (size_t i = begin; i < end; ++i) {
      if (i > begin) out += U' ';
      out += is_one_of(words[i], particles) && words[i][0] == lower(words[i][0]) ? Chars(words[i]) : cased(words[i]);
    }
    return out;
  }

  Parts family_first(size_t size, const char* note) const { return named(shown(0, size), shown(size, words.size()), note); }
  Parts family_last(const char* note) const {
    const size_t at = last_family();
    return named(shown(at, words.size()), shown(0, at), note);
  }

 private:
  Parts named(Chars family, Chars given, const char* note) const {
    if (!generation.empty()) given.append(U" ").append(generation);
    return {std::move(family), std::move(given), note};
  }
};

/// family_first; Ōno is オオノ as often as オウノ, and what tells more counts.
double read_family_first(const Chars& first, const Chars& second) {
  double p = family_first(first, second, NameKind::reading);
  for (const Chars* name : {&first, &second}) {
    const Chars other = other_long_o(*name);
    if (other == *name) continue;
    const double q = name == &first ? family_first(other, second, NameKind::reading) : family_first(first, other, NameKind::reading);
    if (std::abs(q - 0.5) > std::abs(p - 0.5)) p = q;
  }
  return p;
}

}  // namespace

bool is_separator(char32_t c) {
  constexpr CharSet separators(U" ・,、/_=゠&");
  return separators.has(c);
}

std::vector<View> words_of_name(View text) {
  std::vector<View> words;
  words.reserve(2);
  size_t start = 0;
  const auto take = [&](size_t end) {
    if (end > start) words.push_back(text.substr(start, end - start));
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const bool point = text[i] == U'.' && i > start;
    if (is_separator(text[i]) || (point && text[i - 1] >= 0x3000)) {
      take(i);
      start = i + 1;
    } else if (point && i + 1 < text.size() && text[i + 1] >= 0x3000) {  // J.K.ローリング
      take(i + 1);
      start = i + 1;
    }
  }
  take(text.size());
  return words;
}

Chars joined(std::span<const View> words, View with) {
  Chars out;
  for (View w : words) {
    if (!out.empty()) out += with;
    out += w;
  }
  return out;
}

bool is_western(char32_t c) {
  constexpr CharSet marks(U".'’-");
  return is_western_letter(c) || marks.has(c);
}

bool is_western_word(View word) { return std::all_of(word.begin(), word.end(), is_western); }
bool is_katakana_word(View word) { return std::all_of(word.begin(), word.end(), is_katakana); }

Parts latin_parts(View text, const std::vector<View>& all) {
  const LatinName name(text, all);
  const std::vector<View>& words = name.words;
  if (words.size() == 1) return {cased(words[0]), {}, "normalize.name_not_split"};
  if (name.comma) return name.family_first(name.comma, nullptr);
  if (name.is_vietnamese()) return name.family_first(1, "normalize.name_order_assumed");
  if (const size_t lead = name.leading_family(); lead > 1 && lead < words.size()) return name.family_first(lead, "normalize.name_order_assumed");
  if (is_capitals(words.front()) && !is_capitals(words.back())) return name.family_first(1, nullptr);
  if (!is_capitals(words.front()) && is_capitals(words.back())) return name.family_last(nullptr);
  const bool initials = is_initial(words.front()) || is_initials(words.front());
  if (initials != (is_initial(words.back()) || is_initials(words.back())))
    return initials ? name.family_last(nullptr) : name.family_first(1, nullptr);
  auto first = from_romaji(words.front()), last = from_romaji(words.back());
  if (first && !last && family_weight(*first, NameKind::reading) > given_weight(*first, NameKind::reading))  // Yamada Michael
    return name.family_first(1, "normalize.name_order_assumed");
  if (!first || !last) return name.family_last("normalize.name_order_assumed");
  const double p = read_family_first(*first, *last);
  const char* note = p > 1 - sure && p < sure ? "normalize.name_order_assumed" : nullptr;
  return p >= 0.5 ? name.family_first(1, note) : name.family_last(note);
}

Parts foreign_parts(std::span<const View> words) {
  const bool middle = words.size() > 2 && is_listed(words[1], middle_in_kana);
  const bool sure_of = middle && (words[1] == U"ティ" || (words[0] != U"リー" && words[0] != U"ダン"));  // リー・ヴァン・クリーフ
  if (words[0] == U"グエン" || (sure_of && is_listed(words[0], vietnamese_in_kana))) return {Chars(words[0]), joined(words.subspan(1), U"・"), "normalize.name_order_assumed"};
  return {Chars(words.back()), joined(words.first(words.size() - 1), U"・"), "normalize.name_order_assumed"};
}

}  // namespace musubi::normalize
