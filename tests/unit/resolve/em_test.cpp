#include "core/resolve/em.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <stdexcept>

namespace musubi::resolving {
namespace {

const std::vector<LevelShares> world = {
    {{0.90, 0.07, 0.03}, {0.010, 0.030, 0.960}},
    {{0.80, 0.20}, {0.050, 0.950}},
    {{0.70, 0.20, 0.10}, {0.002, 0.018, 0.980}},
    {{0.95, 0.05}, {0.300, 0.700}},
};
const std::vector<LevelShares> guess = {
    {{0.6, 0.2, 0.2}, {0.010, 0.030, 0.960}},
    {{0.6, 0.4}, {0.050, 0.950}},
    {{0.6, 0.2, 0.2}, {0.002, 0.018, 0.980}},
    {{0.6, 0.4}, {0.300, 0.700}},
};

// Every pattern of `world` with the share it must have, and a tenth of the cells missing.
std::vector<CountedPattern> expected_patterns(double prior, double pairs) {
  std::vector<CountedPattern> out;
  std::vector<uint8_t> levels(world.size(), 0);
  auto share = [&](bool match) {
    double p = match ? prior : 1 - prior;
    for (size_t c = 0; c < world.size(); ++c)
      p *= levels[c] == kMissing ? 0.1 : 0.9 * (match ? world[c].m : world[c].u)[levels[c]];
    return p;
  };
  auto each = [&](auto&& self, size_t c) -> void {
    if (c == world.size()) {
      out.push_back({levels, pairs * (share(true) + share(false))});
      return;
    }
    for (size_t l = 0; l <= world[c].m.size(); ++l) {
      levels[c] = l == world[c].m.size() ? kMissing : uint8_t(l);
      self(self, c + 1);
    }
  };
  each(each, 0);
  return out;
}

double furthest(const std::vector<LevelShares>& a, const std::vector<LevelShares>& b, bool of_m) {
  double out = 0;
  for (size_t c = 0; c < a.size(); ++c)
    for (size_t l = 0; l < a[c].m.size(); ++l)
      out = std::max(out, std::abs(of_m ? a[c].m[l] - b[c].m[l] : a[c].u[l] - b[c].u[l]));
  return out;
}

TEST(Em, FindsTheSharesThatMadeThePatterns) {
  for (double prior : {0.5, 0.05, 0.005}) {
    Training training{.start = guess, .prior = 0.1};
    training.rounds = 2000;
    training.settled = 1e-9;
    Estimate got = maximise(expected_patterns(prior, 1e7), training);
    EXPECT_TRUE(got.settled);
    EXPECT_NEAR(got.prior, prior, prior * 0.01) << prior;
    EXPECT_NEAR(got.matches, prior * 1e7, prior * 1e5);
    EXPECT_LT(furthest(got.shares, world, true), 0.002) << prior;
    EXPECT_LT(furthest(got.shares, guess, false), 1e-12) << "u was to stay";
  }
}

TEST(Em, LearnsUTooWhereAsked) {
  Training training{.start = guess, .prior = 0.3, .learn_u = true};
  for (LevelShares& s : training.start) s.u.assign(s.u.size(), 1.0 / double(s.u.size()));
  training.rounds = 3000;
  training.settled = 1e-10;
  Estimate got = maximise(expected_patterns(0.2, 1e7), training);
  EXPECT_NEAR(got.prior, 0.2, 0.001);
  EXPECT_LT(furthest(got.shares, world, true), 0.002);
  EXPECT_LT(furthest(got.shares, world, false), 0.002);
}

TEST(Em, KeepsWhatItMayNotChange) {
  Training training{.start = guess, .prior = 0.07, .learn_m = false, .learn_prior = false};
  Estimate got = maximise(expected_patterns(0.05, 1e6), training);
  EXPECT_DOUBLE_EQ(got.prior, 0.07);
  EXPECT_LT(furthest(got.shares, guess, true), 1e-12);
  EXPECT_EQ(got.rounds, 1u);
}

TEST(Em, EveryRoundRaisesTheLikelihood) {
  std::vector<CountedPattern> patterns = expected_patterns(0.03, 1e5);
  double before = -1e300;
  for (size_t rounds = 1; rounds < 30; ++rounds) {
    Training training{.start = guess, .prior = 0.2, .start_weighs = 0};
    training.rounds = rounds;
    double now = maximise(patterns, training).likelihood;
    EXPECT_GE(now, before);
    before = now;
  }
}

TEST(Em, IsTheSameToTheBitForAnyOrder) {
  std::vector<CountedPattern> patterns = expected_patterns(0.05, 12345.678);
  std::vector<CountedPattern> parts;  // of three numbers the order of adding shows
  for (const CountedPattern& p : patterns)
    for (double part : {3, 7}) parts.push_back({p.levels, p.count / part});
  patterns.insert(patterns.end(), parts.begin(), parts.end());
  Training training{.start = guess};
  Estimate first = maximise(patterns, training);
  std::mt19937 random(7);
  for (int i = 0; i < 50; ++i) {
    std::shuffle(patterns.begin(), patterns.end(), random);
    Estimate other = maximise(patterns, training);
    EXPECT_EQ(other.prior, first.prior);
    EXPECT_EQ(other.likelihood, first.likelihood);
    EXPECT_EQ(furthest(other.shares, first.shares, true), 0);
  }
}

TEST(Em, MissingLevelsSayNothing) {
  std::vector<uint8_t> nothing(world.size(), kMissing), one = nothing;
  EXPECT_NEAR(probability(nothing, world, 0.05), 0.05, 1e-12);
  one[0] = 0;
  EXPECT_NEAR(probability(one, world, 0.05), 0.05 * 0.9 / (0.05 * 0.9 + 0.95 * 0.01), 1e-12);
  EXPECT_NEAR(maximise({{nothing, 100}}, {.start = guess}).shares[0].m[0], 0.6, 1e-9);
}

TEST(Em, ALevelNeverSeenKeepsAShare) {
  Estimate got = maximise({{{0, 0, 0, 0}, 50}, {{2, 1, 2, 1}, 900}}, {.start = guess});
  EXPECT_GT(got.shares[0].m[1], 1e-3);
  EXPECT_LT(got.shares[0].m[1], 0.02);
}

TEST(Em, TellsItsRoundsAndStopsWhenTold) {
  std::vector<size_t> rounds;
  Training training{.start = guess};
  training.heard = [&](size_t round, double moved) {
    EXPECT_GT(moved, 0);
    rounds.push_back(round);
    return round < 3;
  };
  Estimate got = maximise(expected_patterns(0.05, 1e5), training);
  EXPECT_EQ(rounds, (std::vector<size_t>{1, 2, 3}));
  EXPECT_EQ(got.rounds, 3u);
  EXPECT_FALSE(got.settled);
}

TEST(Em, TakesTheLikeliestOfItsStarts) {
  std::vector<CountedPattern> patterns = expected_patterns(0.1, 1e5);
  Training good{.start = guess, .prior = 0.1, .learn_u = true}, stuck = good;
  for (LevelShares& s : stuck.start) s.m = s.u;  // no difference to start from: nothing to learn
  double best = maximise(patterns, good).likelihood;
  EXPECT_GT(best, maximise(patterns, stuck).likelihood);
  EXPECT_EQ(best_of(patterns, {stuck, good}).likelihood, best);
}

TEST(Em, WithoutPairsTheStartComesBack) {
  Estimate got = maximise({}, {.start = guess, .prior = 0.2});
  EXPECT_EQ(got.prior, 0.2);
  EXPECT_LT(furthest(got.shares, guess, true), 1e-12);
  EXPECT_FALSE(std::isnan(maximise({{{0, 0, 0, 0}, 0}}, {.start = guess}).prior));
}

TEST(Em, RefusesPatternsOfAnotherShape) {
  EXPECT_THROW(maximise({{{0, 0}, 1}}, {.start = guess}), std::invalid_argument);
  EXPECT_THROW(maximise({{{0, 2, 0, 0}, 1}}, {.start = guess}), std::invalid_argument);
}

}  // namespace
}  // namespace musubi::resolving
