// A model from the hub's own records, without labels. What records of one person look like is learnt by EM (em.hpp) from pairs of
// which another witness vouches for a good share: how phones, e-mails, addresses, birth dates and employers agree among pairs of one
// name, and how names agree among pairs of one mailbox. What records of two people look like is counted among pairs drawn at random.
// The rules that forbid a merge, the rarity of names, the prior and the bands stay as they are; so do the levels at which two names
// contradict each other, for a family that shares a mailbox would teach them wrongly.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/record/learnt_level.hpp"
#include "core/resolve/resolve.hpp"

namespace musubi {

struct Lesson {
  std::vector<LearntLevel> levels;  // those that can be learnt, in the table's order
  int64_t profiles = 0, pairs = 0, random_pairs = 0;
  int64_t matches = 0;  // of `pairs`, by expectation
  bool stopped = false;
};

/// Progress: "pairs" or "rounds", so many done of so many (0: unknown). False stops.
using LessonHeard = std::function<bool(const std::string& step, int64_t done, int64_t total)>;

/// `ranks`: rank_of() each profile's key, in the order of `features`. Persons alone are learnt from. Pure; the same for any order of
/// the profiles. Cost: a few microseconds a candidate pair and for a million random ones.
Lesson learn(const FeatureSet& features, const std::vector<uint64_t>& ranks, const Model& model, const LessonHeard& heard);

/// The model with these numbers in place of its own. No level becomes stronger than one that was stronger before, and none changes
/// sides. Levels that this version does not know are passed over.
Model with_levels(const Model& model, const std::vector<LearntLevel>& levels);

/// The weight of each learnt level, in bits: as shipped, and as with_levels() makes it.
struct LevelChange {
  std::string level;
  double before = 0, after = 0;
};
std::vector<LevelChange> changes_by(const Model& model, const std::vector<LearntLevel>& levels);

}  // namespace musubi
