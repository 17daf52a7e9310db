// Do two people bear the same name, in spelling and in sound?
#pragma once
#include <vector>

#include "core/resolve/features.hpp"

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
  bool nameless = false;  // one side has no name of any kind
  // A spelling against a sound: it is (not) a usual reading of the family name; of the given name as well.
  bool fits = false, unfit = false, fits_whole = false;
  double rarity = 0;         // bits of what agrees in the case that counts
  double family_rarity = 0;  // of the family name alone

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
