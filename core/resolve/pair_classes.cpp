#include "core/resolve/pair_classes.hpp"

#include <algorithm>
#include <cmath>

namespace musubi::resolving {
namespace {

constexpr double kLeast = 1e-6;

using Shares = std::vector<std::vector<double>>;  // by comparison and level

Shares logarithms(const PairClass& of) {
  Shares out = of.levels;
  for (auto& levels : out)
    for (double& v : levels) v = std::log(std::max(v, kLeast * 0.1));
  return out;
}

double likelihood(const std::vector<uint8_t>& levels, const Shares& logs, double share) {
  double out = std::log(std::max(share, 1e-300));
  for (size_t c = 0; c < levels.size(); ++c)
    if (levels[c] != kMissing) out += logs[c][levels[c]];
  return out;
}

void normalise(std::vector<double>& shares) {
  double sum = 0, floored = 0;
  for (double s : shares) sum += s;
  for (double& s : shares) floored += s = std::max(sum > 0 ? s / sum : 0, kLeast);
  for (double& s : shares) s /= floored;
}

// How much two cells of such a level have in common, from 0 to 1.
double likeness(size_t level, size_t levels) {
  if (level <= 1) return 1;
  return level + 1 == levels ? 0 : level == 2 ? 0.5 : 0.25;
}

constexpr double kInCommon = 0.4;

bool are_one(const PairClass& of, const std::vector<Telling>& telling) {
  size_t agree = 0, some_differ = 0;
  for (size_t c = 0; c < of.levels.size(); ++c) {
    double common = 0;
    for (size_t l = 0; l < of.levels[c].size(); ++l) common += of.levels[c][l] * likeness(l, of.levels[c].size());
    if (telling[c] == Telling::nothing) continue;
    if (common >= kInCommon) ++agree;
    else if (telling[c] == Telling::much) return false;
    else ++some_differ;
  }
  return some_differ == 0 || (some_differ == 1 && agree >= 4);
}

// The classes in one row: those that are one, those at random, those led.
class Learning {
 public:
  Learning(const std::vector<CountedPattern>& patterns, const ClassTraining& training) : patterns_(patterns), training_(training) {
    now_ = {training.one, training.random};
    now_.insert(now_.end(), training.led.begin(), training.led.end());
    start_ = now_;
  }

  double round() {
    std::vector<Shares> logs;
    for (const PairClass& c : now_) logs.push_back(logarithms(c));
    std::vector<Shares> counts;
    for (const PairClass& c : now_) {
      counts.push_back(c.levels);
      for (auto& levels : counts.back()) std::fill(levels.begin(), levels.end(), 0);
    }
    std::vector<double> members(now_.size()), odds(now_.size());
    for (const CountedPattern& p : patterns_) {
      judge(p.levels, logs, odds);
      for (size_t k = 0; k < now_.size(); ++k) {
        double n = p.count * odds[k];
        members[k] += n;
        for (size_t c = 0; c < p.levels.size(); ++c)
          if (p.levels[c] != kMissing) counts[k][c][p.levels[c]] += n;
      }
    }
    return take(counts, members);
  }

  PairClasses result() const {
    PairClasses out{{now_[0]}, {now_[1]}};
    for (size_t k = 2; k < now_.size(); ++k) (are_one(now_[k], training_.telling) ? out.ones : out.twos).push_back(now_[k]);
    return out;
  }

 private:
  void judge(const std::vector<uint8_t>& levels, const std::vector<Shares>& logs, std::vector<double>& odds) const {
    double most = -1e300, sum = 0;
    for (size_t k = 0; k < odds.size(); ++k) most = std::max(most, odds[k] = likelihood(levels, logs[k], now_[k].share));
    for (double& o : odds) sum += o = std::exp(o - most);
    for (double& o : odds) o /= sum;
  }

  double take(std::vector<Shares>& counts, const std::vector<double>& members) {
    double moved = 0, rest = 1;
    for (size_t k = 0; k < now_.size(); ++k) {
      if (k == 1) continue;
      double weighs = k == 0 ? training_.one_weighs * members[0] + 10 : training_.led_weighs;
      moved = std::max(moved, take(now_[k], start_[k], counts[k], members[k], weighs));
      rest -= now_[k].share;
    }
    now_[1].share = std::max(rest, kLeast);
    return moved;
  }

  double take(PairClass& now, const PairClass& start, Shares& counts, double members, double start_weighs) const {
    now.share = std::max(members, 0.5) / training_.all_pairs;
    double moved = 0;
    for (size_t c = 0; c < counts.size(); ++c) {
      for (size_t l = 0; l < counts[c].size(); ++l) counts[c][l] += start_weighs * start.levels[c][l];
      normalise(counts[c]);
      for (size_t l = 0; l < counts[c].size(); ++l) moved = std::max(moved, std::abs(counts[c][l] - now.levels[c][l]));
      now.levels[c] = std::move(counts[c]);
    }
    return moved;
  }

  const std::vector<CountedPattern>& patterns_;
  const ClassTraining& training_;
  std::vector<PairClass> start_, now_;
};

}  // namespace

PairClasses learn_classes(std::vector<CountedPattern> patterns, const ClassTraining& training) {
  std::sort(patterns.begin(), patterns.end(), [](const CountedPattern& a, const CountedPattern& b) { return a.levels != b.levels ? a.levels < b.levels : a.count < b.count; });
  Learning learning(patterns, training);
  for (size_t round = 0; round < training.rounds; ++round)
    if (learning.round() <= training.settled) break;
  return learning.result();
}

}  // namespace musubi::resolving
