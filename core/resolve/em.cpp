#include "core/resolve/em.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace musubi::resolving {
namespace {

// Equal patterns as one, in the order of their levels; counts of equals are summed from the smallest, so that their
// order does not show.
void put_in_order(std::vector<CountedPattern>& patterns) {
  std::erase_if(patterns, [](const CountedPattern& p) { return !(p.count > 0); });
  std::sort(patterns.begin(), patterns.end(), [](const CountedPattern& a, const CountedPattern& b) {
    return a.levels != b.levels ? a.levels < b.levels : a.count < b.count;
  });
  size_t kept = 0;
  for (size_t i = 0; i < patterns.size(); ++i)
    if (kept > 0 && patterns[kept - 1].levels == patterns[i].levels)
      patterns[kept - 1].count += patterns[i].count;
    else if (kept++ != i)
      patterns[kept - 1] = std::move(patterns[i]);
  patterns.resize(kept);
}

void check(const std::vector<CountedPattern>& patterns, const std::vector<LevelShares>& shares) {
  for (const LevelShares& s : shares)
    if (s.m.size() != s.u.size() || s.m.size() >= kMissing) throw std::invalid_argument("shares of m and u differ in length");
  for (const CountedPattern& p : patterns) {
    if (p.levels.size() != shares.size()) throw std::invalid_argument("a pattern has another number of comparisons");
    for (size_t c = 0; c < shares.size(); ++c)
      if (p.levels[c] != kMissing && p.levels[c] >= shares[c].m.size())
        throw std::invalid_argument("a pattern has a level that is none");
  }
}

// The logarithms of the shares, so that a round costs additions.
struct Logs {
  std::vector<std::vector<double>> m, u;
  explicit Logs(const std::vector<LevelShares>& shares) {
    for (const LevelShares& s : shares) {
      auto& ms = m.emplace_back();
      auto& us = u.emplace_back();
      for (double v : s.m) ms.push_back(std::log(v));
      for (double v : s.u) us.push_back(std::log(v));
    }
  }
};

struct Judgement {
  double probability = 0, likelihood = 0;  // natural logarithm
};
Judgement judge(const std::vector<uint8_t>& levels, const Logs& logs, double prior) {
  double one = std::log(prior), two = std::log1p(-prior);
  for (size_t c = 0; c < levels.size(); ++c)
    if (levels[c] != kMissing) {
      one += logs.m[c][levels[c]];
      two += logs.u[c][levels[c]];
    }
  double most = std::max(one, two), sum = most + std::log(std::exp(one - most) + std::exp(two - most));
  return {std::exp(one - sum), sum};
}

// `shares` := its counts as shares, none below `least`.
void normalise(std::vector<double>& shares, double least) {
  double sum = 0;
  for (double s : shares) sum += s;
  double floored = 0;
  for (double& s : shares) floored += s = std::max(sum > 0 ? s / sum : 0, least);
  for (double& s : shares) s /= floored;
}

double largest_move(const std::vector<double>& a, const std::vector<double>& b) {
  double out = 0;
  for (size_t i = 0; i < a.size(); ++i) out = std::max(out, std::abs(a[i] - b[i]));
  return out;
}

class Learning {
 public:
  Learning(const std::vector<CountedPattern>& patterns, const Training& training) : patterns_(patterns), training_(training) {
    now_.shares = training.start;
    for (LevelShares& s : now_.shares) {
      normalise(s.m, training.least);
      normalise(s.u, training.least);
    }
    start_ = now_.shares;
    now_.prior = std::clamp(training.prior, training.least, 1 - training.least);
    for (const CountedPattern& p : patterns) pairs_ += p.count;
  }

  Estimate result() const { return now_; }

  // One round; how far the shares moved.
  double round() {
    std::vector<LevelShares> counted = expected();
    double moved = 0;
    for (size_t c = 0; c < counted.size(); ++c) {
      if (training_.learn_m) moved = std::max(moved, take(now_.shares[c].m, counted[c].m));
      if (training_.learn_u) moved = std::max(moved, take(now_.shares[c].u, counted[c].u));
    }
    if (training_.learn_prior) {
      double prior = std::clamp(now_.matches / pairs_, training_.least, 1 - training_.least);
      moved = std::max(moved, std::abs(prior - now_.prior));
      now_.prior = prior;
    }
    ++now_.rounds;
    return moved;
  }
  void settle() { now_.settled = true; }

 private:
  // How often each level stands among matches and among the rest, by the numbers of now.
  std::vector<LevelShares> expected() {
    std::vector<LevelShares> out = start_;
    for (LevelShares& s : out)
      for (auto* shares : {&s.m, &s.u})
        for (double& v : *shares) v *= training_.start_weighs;
    Logs logs(now_.shares);
    now_.matches = now_.likelihood = 0;
    for (const CountedPattern& p : patterns_) {
      Judgement j = judge(p.levels, logs, now_.prior);
      now_.likelihood += p.count * j.likelihood;
      now_.matches += p.count * j.probability;
      for (size_t c = 0; c < p.levels.size(); ++c)
        if (p.levels[c] != kMissing) {
          out[c].m[p.levels[c]] += p.count * j.probability;
          out[c].u[p.levels[c]] += p.count * (1 - j.probability);
        }
    }
    return out;
  }

  double take(std::vector<double>& shares, std::vector<double>& counted) const {
    normalise(counted, training_.least);
    double moved = largest_move(shares, counted);
    shares = std::move(counted);
    return moved;
  }

  const std::vector<CountedPattern>& patterns_;
  const Training& training_;
  std::vector<LevelShares> start_;
  Estimate now_;
  double pairs_ = 0;
};

}  // namespace

Estimate maximise(std::vector<CountedPattern> patterns, const Training& training) {
  check(patterns, training.start);
  put_in_order(patterns);
  Learning learning(patterns, training);
  if (patterns.empty()) return learning.result();
  for (size_t round = 1; round <= training.rounds; ++round) {
    double moved = learning.round();
    if (moved <= training.settled) learning.settle();
    if ((training.heard && !training.heard(round, moved)) || moved <= training.settled) break;
  }
  return learning.result();
}

Estimate best_of(const std::vector<CountedPattern>& patterns, const std::vector<Training>& starts) {
  Estimate best = maximise(patterns, starts.front());
  for (size_t i = 1; i < starts.size(); ++i)
    if (Estimate other = maximise(patterns, starts[i]); other.likelihood > best.likelihood) best = std::move(other);
  return best;
}

double probability(const std::vector<uint8_t>& levels, const std::vector<LevelShares>& shares, double prior) {
  return judge(levels, Logs(shares), prior).probability;
}

}  // namespace musubi::resolving
