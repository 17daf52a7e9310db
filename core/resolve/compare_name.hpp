// Do two people bear the same name, in spelling and in sound?
#pragma once
#include <vector>

#include "core/resolve/features.hpp"
#include "core/resolve/read_kanji.hpp"

namespace musubi::resolving {

/// How two names compare, in the order of the name_* and kana_* levels of tables/model.inc. `similar`: one
/// slip apart. `family_alone`: the given name is not there on one side. `unknown`: they cannot be compared.
enum class NameCase : unsigned char {
  exact,
  family_similar,
  given_similar,
  given,
  family,
  family_alone,
  clash,
  unknown
};

struct NameFinding {
  NameCase spelling = NameCase::unknown, sound = NameCase::unknown;
  bool nameless = false;                                    // one side has no name of any kind
  Fit family_fit = Fit::unknown, given_fit = Fit::unknown;  // a spelling against a sound
  bool heard_alike = false;                                 // two sounds differ as what is misheard does
  bool read_alike = false;                                  // the whole names are, or may be, read alike
  bool given_missing = false;                               // … of a family name alone
  bool given_doubted = false;                               // … that only an e-mail address spells, which a family may share
  double rarity = 0;                                        // bits of what agrees in the case that counts
  double family_rarity = 0;                                 // of the family name alone

  /// True if the given names are one, whatever the family names are.
  bool given_agrees() const;
  /// True if the family names are one, and the given ones are not two.
  bool family_agrees() const;
  /// The spelling where both have one, else the sound.
  NameCase counted() const { return spelling != NameCase::unknown ? spelling : sound; }
};

/// Symmetric and pure.
NameFinding compare_names(const Features& x, const Features& y, const Model::Impl& model);

/// The evidence of a finding. The reading beside a comparable spelling counts little: it is no second
/// witness.
std::vector<Evidence> name_evidence(const NameFinding& finding, const Model::Impl& model);

/// A level's evidence with its weight, and `more` bits.
Evidence evidence(Level level, const Model::Impl& model, double more = 0);

}  // namespace musubi::resolving
