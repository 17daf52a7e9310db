// How often does each level of each comparison stand among pairs that are one, and among pairs that are two? Learnt
// without labels, from nothing but how often every combination of levels was seen.
//
// The model is that of I. Fellegi and A. Sunter, "A Theory for Record Linkage" (1969): a pair is a match with
// probability `prior`; given that, and given its opposite, the comparisons are independent of each other, and
// comparison c stands at level l with probability m[c][l] among matches and u[c][l] among the rest. W. Winkler
// (1988) learns the three by expectation-maximisation: with the numbers held, how probably is each pattern a match?
// With these answers, count the levels again; and so on, until nothing moves. Each round raises the likelihood.
//
// A level that is missing (an empty cell) says nothing: it is left out of its pattern's odds and of the counts.
// Patterns are put into one order and summed in it, so neither the order of the pairs nor of the patterns changes a
// bit of the result.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

namespace musubi::resolving {

/// The level of a comparison that could not be made.
inline constexpr uint8_t kMissing = 255;

/// One level per comparison (or kMissing), and how many pairs showed exactly these. Counts may be weights.
struct CountedPattern {
  std::vector<uint8_t> levels;
  double count = 0;
};

/// The shares of one comparison's levels; m and u are of equal length and each sums to 1.
struct LevelShares {
  std::vector<double> m, u;
};

/// Where the learning starts and what it may change.
struct Training {
  std::vector<LevelShares> start = {};  // one per comparison of the patterns
  double prior = 0.1;              // share of matches among the pairs counted; in (0, 1)
  bool learn_m = true;
  bool learn_u = false;      // false: u stays, as counted among pairs drawn at random, which hardly ever match
  bool learn_prior = true;
  double start_weighs = 1;   // the start counts as so many pairs of m and of u, so that a level never seen keeps a share
  double least = 1e-6;       // no share becomes smaller
  size_t rounds = 200;       // at most
  double settled = 1e-6;     // ends where no share moves by more in a round
  /// Called after each round with its number from 1 and the largest move; false ends the learning. May be empty.
  std::function<bool(size_t round, double moved)> heard = {};
};

struct Estimate {
  std::vector<LevelShares> shares;
  double prior = 0;
  double likelihood = 0;  // natural logarithm, of all pairs counted, before the last move
  double matches = 0;     // how many of the pairs counted are matches, by expectation
  size_t rounds = 0;
  bool settled = false;
};

/// Learns from `patterns`. Pure. Cost: rounds × different patterns × comparisons. Patterns without a pair are
/// left out; without any pair the start comes back. Throws std::invalid_argument where a pattern has another number
/// of comparisons than the start or a level that it lacks.
Estimate maximise(std::vector<CountedPattern> patterns, const Training& training);

/// The best of several starts by likelihood (the first of equals); `starts` must not be empty.
Estimate best_of(const std::vector<CountedPattern>& patterns, const std::vector<Training>& starts);

/// The probability that a pair with these levels is a match.
double probability(const std::vector<uint8_t>& levels, const std::vector<LevelShares>& shares, double prior);

}  // namespace musubi::resolving
