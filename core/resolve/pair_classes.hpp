// Pairs of rows in classes: those that are one, those that have nothing to do with each other, and those between: two
// people of one household, two companies of one street, two articles of one maker.
//
// The textbook's two classes (em.hpp) take a household for one person, since its phone, street and family name agree as if
// they were three proofs. W. Winkler (1993) gave pairs of one household a class of their own; here every comparison may
// lead such a class: among pairs that are two and agree in it, how often do they agree in the others? Within a class
// comparisons are independent; what goes together in the whole list is told by the mixture.
#pragma once
#include "core/resolve/em.hpp"

namespace musubi::resolving {

/// Shares of the levels of each comparison within one class, and the share of all pairs that are of it.
struct PairClass {
  std::vector<std::vector<double>> levels;
  double share = 0;
};

/// `ones` are pairs that are one, `twos` pairs that are two; twos[0] are pairs drawn at random and stay as they are.
struct PairClasses {
  std::vector<PairClass> ones, twos;
};

/// Whether it speaks against two rows being one that they differ in a comparison, beside what it weighs: not at all (an
/// amount, the day of a record's last change), some (a code, a remark: one of them may be another), much.
enum class Telling : uint8_t { nothing, some, much };

/// A comparison in which so many of any pairs agree tells no rows apart.
inline constexpr double kTelling = 0.05;

struct ClassTraining {
  PairClass one, random;       // where pairs that are one start; what any pairs are
  std::vector<PairClass> led;  // where the classes between start
  std::vector<Telling> telling;  // by comparison
  double all_pairs = 0;        // of the list; those that are not among the patterns are drawn at random
  double one_weighs = 0.05;     // the start of `one` counts as so many pairs for each that is one
  double led_weighs = 20;      // the start of the others counts as so many pairs
  size_t rounds = 100;
  double settled = 1e-4;
};

/// Learns by expectation-maximisation; sums run in one order. A class turns out to be of pairs that are one where in no
/// comparison that tells rows apart its pairs differ as a rule; one of those that tell some may differ where four others agree. Pure. Cost: rounds × patterns × classes × comparisons.
PairClasses learn_classes(std::vector<CountedPattern> patterns, const ClassTraining& training);

}  // namespace musubi::resolving
