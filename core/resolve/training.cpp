#include "core/resolve/training.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "core/resolve/em.hpp"
#include "core/resolve/hash.hpp"
#include "core/resolve/witnesses.hpp"

namespace musubi {
namespace resolving {
namespace {

constexpr int64_t most_pairs = 4'000'000, random_wanted = 1'000'000;
// Fewer pairs than these teach nothing.
constexpr double least_matches = 200, least_random = 100'000;
// A level seen in fewer of them keeps its shipped number: that a slip has not happened yet does not say that it will not.
constexpr double least_at_level = 10;
// The shipped numbers count as so many pairs.
constexpr double shipped_matches = 20, shipped_random = 50'000;

struct Shipped {
  std::string_view name;
  double m, u;
};
constexpr Shipped shipped[] = {
#define LEVEL(id, field, level, m, u) {#id, m, u},
#include "core/resolve/tables/model.inc"
#undef LEVEL
};

const Shipped& shipped_of(Level level) { return shipped[size_t(level)]; }

bool names(Witness w) { return w == Witness::spelling || w == Witness::sound; }

/// Names that contradict keep what is shipped: relatives who share a mailbox would teach them wrongly.
bool learns_m(Witness w, size_t place) { return !names(w) || place <= 2; }

/// Levels at which another field says that an agreement is nobody else's: no comparison shows them by itself. They have the m of the
/// agreement itself, and a u of their own that stays.
std::optional<Level> plain_of(Level level) {
  switch (level) {
    case Level::mobile_own: return Level::phone_exact;
    case Level::email_own: return Level::email_exact;
    case Level::company_own: return Level::company_same;
    default: return {};
  }
}

/// How rare a name is stands in the frequencies, and who shares an address made of the name is asked of namesakes, not of strangers.
bool learns_u(Witness w, Level level) {
  return !names(w) && !plain_of(level) && level != Level::email_from_name && level != Level::email_near_from_name;
}

using Pattern = std::vector<uint8_t>;
using Counted = std::map<Pattern, double>;

/// Pairs of places, each once, i < k.
using Places = std::vector<std::pair<uint32_t, uint32_t>>;

class School {
 public:
  School(const FeatureSet& features, const std::vector<uint64_t>& ranks, const Model& model, const LessonHeard& heard)
      : features_(features), ranks_(ranks), model_(model), heard_(heard) {
    for (uint32_t i = 0; i < features.size(); ++i)
      if (features.at(i).kind == Kind::person && !features.at(i).stub) persons_.push_back(i);
    std::sort(persons_.begin(), persons_.end(), [&](uint32_t a, uint32_t b) { return std::pair(ranks[a], a) < std::pair(ranks[b], b); });
  }

  Lesson lesson() {
    Lesson out;
    out.profiles = int64_t(persons_.size());
    out.stopped = !count_strangers(out) || !count_candidates(out);
    for (size_t w = 0; w < witnesses; ++w) start_.push_back(start_of(Witness(w)));
    Estimate facts, spellings;
    if (!out.stopped) out.stopped = !learn_from(of_one_name_, facts) || !learn_from(of_one_mailbox_, spellings);
    if (out.stopped) return out;
    for (size_t w = 0; w < witnesses; ++w) names(Witness(w)) ? take(Witness(w), spellings, of_one_mailbox_, out) : take(Witness(w), facts, of_one_name_, out);
    out.matches = int64_t(std::llround(facts.matches));
    return out;
  }

 private:
  const Model::Impl& impl() const { return model_.impl(); }
  Pattern shown(uint32_t x, uint32_t y) const { return shown_by(features_.at(x), features_.at(y), impl()); }

  /// Neighbours in the order of their keys' hashes are pairs drawn at random. Those that might be one person are left out.
  bool count_strangers(Lesson& out) {
    strangers_.assign(witnesses, {});
    for (size_t w = 0; w < witnesses; ++w) strangers_[w].assign(witness_levels()[w].size(), 0);
    int64_t n = out.profiles, steps = n < 3 ? 0 : std::min((n - 1) / 2, (random_wanted + n - 1) / n);
    for (int64_t step = 1; step <= steps; ++step) {
      if (!heard_("pairs", step, steps)) return false;
      for (int64_t i = 0; i < n; ++i) {
        uint32_t x = persons_[size_t(i)], y = persons_[size_t((i + step) % n)];
        if (compare(features_.at(x), features_.at(y), model_).band != Band::no) continue;
        Pattern levels = shown(x, y);
        for (size_t w = 0; w < witnesses; ++w)
          if (levels[w] != kMissing) ++strangers_[w][levels[w]];
        ++out.random_pairs;
      }
    }
    return true;
  }

  Places candidates() const {
    std::unordered_map<uint64_t, std::vector<uint32_t>> blocks;
    for (uint32_t i : persons_)
      for (uint64_t key : blocking_keys(features_.at(i), model_)) blocks[key].push_back(i);
    uint64_t all = 0;
    auto counts = [&](uint64_t key, const auto& holders) { return holders.size() > 1 && block_shape(key, holders.size(), false, model_) == BlockShape::every_pair; };
    for (const auto& [key, holders] : blocks)
      if (counts(key, holders)) all += holders.size() * (holders.size() - 1) / 2;
    uint64_t one_in = all / uint64_t(most_pairs) + 1;
    Places out;
    for (const auto& [key, holders] : blocks) {
      if (!counts(key, holders)) continue;
      for (size_t i = 0; i < holders.size(); ++i)
        for (size_t k = i + 1; k < holders.size(); ++k) {
          auto [low, high] = std::minmax(ranks_[holders[i]], ranks_[holders[k]]);
          if (joined(low, high) % one_in == 0) out.push_back(std::minmax(holders[i], holders[k]));
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  bool count_candidates(Lesson& out) {
    Places all = candidates();
    out.pairs = int64_t(all.size());
    for (size_t i = 0; i < all.size(); ++i) {
      if (i % 100'000 == 0 && !heard_("pairs", int64_t(i), out.pairs)) return false;
      Pattern levels = shown(all[i].first, all[i].second);
      auto& spelt = levels[size_t(Witness::spelling)];
      auto& heard = levels[size_t(Witness::sound)];
      auto& email = levels[size_t(Witness::email)];
      if (email == 0) {
        Pattern rest = levels;
        rest[size_t(Witness::email)] = kMissing;
        ++of_one_mailbox_[std::move(rest)];
      }
      if (spelt != 0 && !(spelt == kMissing && heard == 0)) continue;
      spelt = heard = kMissing;
      ++of_one_name_[std::move(levels)];
    }
    return true;
  }

  /// m as shipped; u as counted among strangers, the shipped one counting for some of them.
  LevelShares start_of(Witness w) const {
    const WitnessLevels& levels = witness_levels()[size_t(w)];
    const std::vector<double>& seen = strangers_[size_t(w)];
    double all = std::accumulate(seen.begin(), seen.end(), 0.0);
    LevelShares out;
    for (size_t i = 0; i < levels.size(); ++i) {
      const Shipped& s = shipped_of(levels.at(i));
      bool shown = !plain_of(levels.at(i)) && levels.at(i) != Level::name_family_alone && levels.at(i) != Level::kana_family_alone;
      out.m.push_back(shown ? s.m : 0);
      double before = names(w) ? 1.0 / double(levels.size()) : s.u, weighs = names(w) ? 1 : shipped_random;
      out.u.push_back(names(w) || learns_u(w, levels.at(i)) ? (seen[i] + before * weighs) / (all + weighs) : shown ? s.u : 0);
    }
    return out;
  }

  bool learn_from(const Counted& pairs, Estimate& out) {
    std::vector<CountedPattern> patterns;
    for (const auto& [levels, count] : pairs) patterns.push_back({levels, count});
    Training training;
    training.start = start_;
    training.prior = 0.5;
    training.start_weighs = shipped_matches;
    bool on = true;
    training.heard = [&](size_t round, double) { return on = heard_("rounds", int64_t(round), 0); };
    out = maximise(std::move(patterns), training);
    return on;
  }

  void take(Witness w, const Estimate& learnt, const Counted& pairs, Lesson& out) const {
    const WitnessLevels& levels = witness_levels()[size_t(w)];
    std::vector<double> matches(levels.size(), 0);
    for (const auto& [pattern, count] : pairs)
      if (pattern[size_t(w)] != kMissing) matches[pattern[size_t(w)]] += count * probability(pattern, learnt.shares, learnt.prior);
    const std::vector<double>& seen = strangers_[size_t(w)];
    double all_matches = std::accumulate(matches.begin(), matches.end(), 0.0), all_seen = std::accumulate(seen.begin(), seen.end(), 0.0);
    for (size_t i = 0; i < levels.size(); ++i) {
      if (!learns_m(w, i)) continue;
      const Shipped& s = shipped_of(levels.at(i));
      size_t shown = size_t(plain_of(levels.at(i)).value_or(levels.at(i))) - size_t(levels.first);
      LearntLevel& level = out.levels.emplace_back();
      level.level = s.name;
      level.m_learnt = all_matches >= least_matches && matches[shown] >= least_at_level;
      level.u_learnt = learns_u(w, levels.at(i)) && all_seen >= least_random;
      level.m = level.m_learnt ? learnt.shares[size_t(w)].m[shown] : s.m;
      level.u = level.u_learnt ? start_[size_t(w)].u[i] : s.u;
      level.matches = int64_t(std::llround(matches[shown]));
      level.others = int64_t(seen[i]);
    }
  }

  const FeatureSet& features_;
  const std::vector<uint64_t>& ranks_;
  const Model& model_;
  const LessonHeard& heard_;
  std::vector<uint32_t> persons_;               // by rank
  std::vector<std::vector<double>> strangers_;  // by witness and level
  Counted of_one_name_, of_one_mailbox_;
  std::vector<LevelShares> start_;
};

Level level_named(std::string_view name) {
  for (size_t i = 0; i < std::size(shipped); ++i)
    if (shipped[i].name == name) return Level(i);
  return Level::count_;
}

/// Levels of one witness from the strongest as shipped to the weakest: none changes sides, none becomes stronger than the one before.
/// To the weight of most names their rarity is added, so their order is not that of these numbers.
void hold_order(Witness w, const Model::Impl& before, Model::Impl& after) {
  const WitnessLevels& levels = witness_levels()[size_t(w)];
  std::vector<Level> order;
  for (size_t i = 0; i < levels.size(); ++i) order.push_back(levels.at(i));
  std::stable_sort(order.begin(), order.end(), [&](Level a, Level b) { return before.weight(a) > before.weight(b); });
  for (size_t i = 0; i < order.size(); ++i) {
    double& bits = after.bits[size_t(order[i])];
    double was = before.weight(order[i]);
    bits = was > 0 ? std::max(bits, 0.0) : std::min(bits, 0.0);
    if (i && !names(w)) bits = std::min(bits, after.weight(order[i - 1]));
  }
}

}  // namespace
}  // namespace resolving

using namespace resolving;

Lesson learn(const FeatureSet& features, const std::vector<uint64_t>& ranks, const Model& model, const LessonHeard& heard) {
  return School(features, ranks, model, heard).lesson();
}

Model with_levels(const Model& model, const std::vector<LearntLevel>& levels) {
  auto out = std::make_shared<Model::Impl>(model.impl());
  for (const LearntLevel& l : levels)
    if (Level level = level_named(l.level); level != Level::count_ && l.m > 0 && l.u > 0) out->bits[size_t(level)] = rounded(std::log2(l.m / l.u));
  for (size_t w = 0; w < witnesses; ++w) hold_order(Witness(w), model.impl(), *out);
  return Model(std::move(out));
}

std::vector<LevelChange> changes_by(const Model& model, const std::vector<LearntLevel>& levels) {
  Model learnt = with_levels(model, levels);
  std::vector<LevelChange> out;
  for (const LearntLevel& l : levels)
    if (Level level = level_named(l.level); level != Level::count_) out.push_back({l.level, model.impl().weight(level), learnt.impl().weight(level)});
  return out;
}

}  // namespace musubi
