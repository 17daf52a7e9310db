// A name in two columns, of which people leave one empty and write the whole into the other.
#include <utility>

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

/// Whether a column of one name surely has both in it.
bool holds_both(View text, const Person& p, View family, View given, bool of_given, NameKind kind) {
  if (family.empty() || given.empty()) return false;
  const bool latin = all_of_name(text, is_western);
  if (words_of_name(text).size() > 1) return latin ? !p.note : !says(p, "normalize.name_split_unsure");
  if (latin || p.note) return false;
  const Chars whole = Chars(family).append(given);
  if (is_known_family(whole, kind) || !is_known_family(family, kind) || !is_known_given(given, kind)) return false;
  constexpr size_t longest_given = 3;  // in kanji, but for a few
  return !of_given || (kind == NameKind::written && family.size() > 1 && whole.size() > longest_given && !is_known_given(whole, kind));
}

/// The notes on where family and given name part say nothing of one that stands alone.
void drop_notes_on_parts(Person& p) {
  for (const char* id : {"normalize.name_family_alone", "normalize.name_not_split", "normalize.name_split_unsure", "normalize.name_order_assumed"})
    if (says(p, id)) return p.note.reset();
}

Person of_one_column(const std::string& column, bool of_given, const Way& way) {
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

std::string said_in(std::string_view column) { return says_none(column) ? std::string() : std::string(column); }

Person of_columns(std::string_view family_column, std::string_view given_column, const Way& way) {
  const std::string family = said_in(family_column), given = said_in(given_column);
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

Person person(std::string_view family, std::string_view given) { return of_columns(family, given, {NameKind::written, person}); }

Person kana(std::string_view family, std::string_view given) { return of_columns(family, given, {NameKind::reading, kana}); }

}  // namespace musubi::normalize
