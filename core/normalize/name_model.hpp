// Where the family name ends in a name written in one piece: a statistical model of Japanese family and given
// names, learnt from the names in tables/names.inc when first asked.
//
// The probability of a piece is a mixture of how often the dictionary has it as such a name and how well its
// characters fit at their places in such names (bigrams over position over unigrams), so that unseen names
// split well too.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

enum class NameKind { written, reading };  // 山田太郎, ヤマダタロウ (katakana)

struct NameSplit {
  size_t at = 0;          // 0: no way to split
  double confidence = 0;  // 0–1, of this place against all others
  bool rivalled = false;  // another place parts two names of the dictionary too, and is not far less likely: 武|長太郎, 武長|太郎
};

/// The likeliest boundary, never within katakana beside kanji. Names of 2 to 12 characters; about 1 µs.
NameSplit split_name(View name, NameKind kind);

/// Whether the dictionary has the whole as a family name, or as a given name. Any text; some ten ns.
bool is_known_family(View name, NameKind kind);
bool is_known_given(View name, NameKind kind);

/// How frequent the dictionary holds it to be as a family or a given name; 0 if it does not know it. Only comparable with each other.
double family_weight(View name, NameKind kind = NameKind::written);
double given_weight(View name, NameKind kind = NameKind::written);

/// True if a family and a given name stand here in one piece as written, of three characters or more and none of them Latin, of which the
/// dictionary knows the family name; where that may be two names itself (平良), the given one as well.
bool is_whole_name(View name);

/// True if the whole is a family name that the dictionary knows, and far likelier so than a family and a given name in one piece.
bool is_family_alone(View name, NameKind kind);

/// True if the whole is far likelier a family name than a family and a given name in one piece, known or not: what stands before an honorific.
bool is_likely_family(View name, NameKind kind);

/// A family name alone or a whole name.
bool is_name(View word);

/// How likely `first` is the family and `second` the given name, against the other order: 0–1; 0.5 if one has
/// more than 12 characters.
double family_first(View first, View second, NameKind kind);

}  // namespace musubi::normalize
