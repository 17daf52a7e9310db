// A name in two columns, of which people leave one empty and write the whole into the other.
#include <algorithm>
#include <optional>
#include <utility>

#include "core/normalize/kana.hpp"
#include "core/normalize/name_model.hpp"
#include "core/normalize/none.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/person_parts.hpp"

namespace musubi::normalize {
namespace {

struct Way {
  NameKind kind;
  Person (*read)(std::string_view);
  /// The parts of what was read: a reading in Latin letters stands where names do.
  std::pair<std::string&, std::string&> parts(Person& p) const {
    const bool latin = p.family_kana.empty() && p.given_kana.empty();
    if (kind == NameKind::written || latin) return {p.family, p.given};
    return {p.family_kana, p.given_kana};
  }
};

bool says(const Person& p, std::string_view note) { return p.note && p.note->id == note; }

/// Whether the one character that a family or a given name has is known as such a name.
bool may_be_names(View family, View given, NameKind kind) {
  return (family.size() > 1 || is_known_family(family, kind)) && (given.size() > 1 || is_known_given(given, kind));
}

/// Whether a column of one name surely has both in it.
bool holds_both(View text, const Person& p, View family, View given, bool of_given, NameKind kind) {
  if (family.empty() || given.empty()) return false;
  const bool latin = all_of_name(text, is_western);
  const size_t words = words_of_name(text).size();
  if (latin) return !p.note && (text.find(U',') != View::npos || (words == 2 && holds_both_in_romaji(family, given)));
  if (words > 1) return !says(p, "normalize.name_split_unsure") && may_be_names(family, given, kind);
  if (p.note) return false;
  const Chars whole = Chars(family).append(given);
  if (is_known_family(whole, kind) || !is_known_family(family, kind) || !is_known_given(given, kind)) return false;
  constexpr size_t longest_given = 3;  // in kanji, but for a few
  return !of_given || (kind == NameKind::written && family.size() > 1 && whole.size() > longest_given && !is_known_given(whole, kind));
}

/// One name with spaces in it, as forms set short ones, without them: 佐　藤 and 健 一 where each word is one character, 長 谷川 where the whole is a name.
std::string without_setting(const std::string& column, bool of_given, NameKind kind) {
  const Chars said = read(column), reading = kind == NameKind::reading ? katakana(said) : said;
  const std::vector<View> words = words_of_name(reading);
  if (words.size() < 2 || all_of_name(said, is_western)) return column;
  const Chars whole = joined(words, U"");
  const bool single = std::all_of(words.begin(), words.end(), [](View word) { return word.size() == 1; });
  const bool both = words.size() == 2 && is_known_family(words[0], kind) && is_known_given(words[1], kind);
  const bool family = is_known_family(whole, kind), given = is_known_given(whole, kind);
  return single || (of_given ? given : family) || ((family || given) && !both) ? utf8(joined(words_of_name(said), U"")) : column;
}

/// The notes on where family and given name part say nothing of one that stands alone.
void drop_notes_on_parts(Person& p) {
  for (const char* id : {"normalize.name_family_alone", "normalize.name_not_split", "normalize.name_split_unsure", "normalize.name_order_assumed"})
    if (says(p, id)) return p.note.reset();
}

Person of_one_column(const std::string& said, bool of_given, const Way& way) {
  const std::string column = without_setting(said, of_given, way.kind);
  Person p = way.read(column);
  if (p.problem) return p;
  const Chars text = read(column);
  auto [family, given] = way.parts(p);
  if (holds_both(text, p, read(family), read(given), of_given, way.kind)) return p;
  drop_notes_on_parts(p);
  const bool torn = !given.empty() && words_of_name(text).size() > 1;
  const std::string name = torn ? utf8(text) : family + given;
  (of_given ? given : family) = name;
  (of_given ? family : given).clear();
  if (way.kind == NameKind::written) {
    const std::string reading = p.family_kana + p.given_kana;
    (of_given ? p.given_kana : p.family_kana) = reading;
    (of_given ? p.family_kana : p.given_kana).clear();
  }
  return p;
}

/// None, Null and Unknown, which people have for a name, too: machines write them in one case.
bool may_be_a_name(View word) {
  const auto is_small = [](char32_t c) { return c >= U'a' && c <= U'z'; };
  return word.size() > 1 && is_latin(word[0]) && !is_small(word[0]) && std::all_of(word.begin() + 1, word.end(), is_small);
}

/// `beside`: the other column.
std::string said_in(std::string_view column, std::string_view beside) {
  if (!says_none(column)) return std::string(column);
  const Chars other = read(beside);
  const bool beside_a_name = std::any_of(other.begin(), other.end(), is_latin) && all_of_name(other, is_western) && !is_none(other);
  return beside_a_name && may_be_a_name(read(column)) ? std::string(column) : std::string();
}

Person of_columns(std::string_view family_column, std::string_view given_column, const Way& way) {
  const std::string family = said_in(family_column, given_column), given = said_in(given_column, family_column);
  if (family.empty() && given.empty()) return Person();
  if (family.empty() || given.empty()) return of_one_column(family + given, family.empty(), way);
  Person p = way.read(family + "　" + given);
  if (p.problem || way.kind == NameKind::reading) return p;
  const std::string plain_family = text(family).word;
  if (p.family == plain_family && !p.given.empty()) return p;
  p.family = plain_family, p.given = text(given).word;
  p.note.reset();
  return p;
}

}  // namespace

bool holds_both_in_romaji(View family, View given) {
  const std::optional<Chars> first = from_romaji(family), second = from_romaji(given);
  if (!first || !second) return false;
  constexpr NameKind kind = NameKind::reading;
  const auto is_family = [](const Chars& name) { return family_weight(name, kind) > given_weight(name, kind); };
  const auto is_given = [](const Chars& name) { return given_weight(name, kind) > family_weight(name, kind); };
  return (is_family(*first) || is_family(other_long_o(*first))) && (is_given(*second) || is_given(other_n(*second)));
}

Person person(std::string_view family, std::string_view given) { return of_columns(family, given, {NameKind::written, person}); }

Person kana(std::string_view family, std::string_view given) { return of_columns(family, given, {NameKind::reading, kana}); }

}  // namespace musubi::normalize
