// What agreement and difference weigh in one list, learnt from the list itself.
#pragma once
#include "core/resolve/compare_rows.hpp"
#include "core/resolve/pair_classes.hpp"
#include "core/resolve/row_candidates.hpp"

namespace musubi::resolving {

/// Weights in bits. Refers to the comparison. Thread-safe once made.
class RowModel {
 public:
  /// Learns from the patterns of candidates. Deterministic.
  RowModel(const RowComparison& comparison, const std::vector<Pattern>& patterns, unsigned threads);

  /// How much likelier than not the two are one, in bits: log2 of the odds.
  double weight(const Pattern& pattern, uint32_t a, uint32_t b) const;
  /// About how much one comparison adds to it.
  double weight_of(size_t comparison, const Pattern& pattern) const;
  const PairClasses& classes() const { return classes_; }

 private:
  std::vector<std::vector<double>> random_shares(unsigned threads) const;
  PairClass led_by(size_t leader, const std::vector<std::vector<double>>& random) const;
  std::vector<PairClass> led_classes(const std::vector<std::vector<double>>& random, double share, unsigned threads) const;
  void set_bits();

  const RowComparison& comparison_;
  PairClasses classes_;
  // By class (first those that are one), comparison and level: bits; and of each class's share of all pairs.
  std::vector<std::vector<std::array<float, 5>>> bits_;
  std::vector<double> share_bits_;
};

}  // namespace musubi::resolving
