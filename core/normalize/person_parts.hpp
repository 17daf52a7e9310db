// A person's name in words, and its parts.
#pragma once
#include <span>
#include <vector>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct Parts {
  Chars family, given;
  const char* note = nullptr;  // the id of a message
};

/// What parts words of a name: space, ・, comma, slash, = …
bool is_separator(char32_t c);
/// The words of a name; points part them where characters of East Asia stand beside.
std::vector<View> words_of_name(View text);
Chars joined(std::span<const View> words, View with);

/// Letters of Latin script, also with accents, and what stands between them.
bool is_western(char32_t c);
/// A word of these letters alone.
bool is_western_word(View word);
bool is_katakana_word(View word);
template <class Is>
bool all_of_name(View text, Is is) {
  for (char32_t c : text)
    if (!is(c) && !is_separator(c)) return false;
  return true;
}

/// Of Yamada Hanako, but not of Anna Maria or Sato Suzuki: as romaji the one is a family name of Japan, the other a given name.
bool holds_both_in_romaji(View family, View given);

/// A name in Latin letters: by its comma, capitals, initials, or the order that readings make likelier. Titles before it and degrees
/// behind it go; van, de and their kind belong to the family name. `words` are those of `text`, at least one.
Parts latin_parts(View text, const std::vector<View>& words);
/// A name of other languages in katakana: the given name first. At least two words.
Parts foreign_parts(std::span<const View> words);

}  // namespace musubi::normalize
