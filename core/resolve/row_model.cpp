#include "core/resolve/row_model.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/parallel.hpp"
#include "core/resolve/hash.hpp"

namespace musubi::resolving {
namespace {

constexpr size_t kRandomPairs = 400'000;    // from which the shares of any pairs are counted
constexpr size_t kPairsOfALeader = 10'000;  // from which a class starts
constexpr double kFewestHolders = 2;        // a value is never taken for rarer than so many rows would make it
constexpr double kLeading = 0.2;            // a comparison leads a class where fewer of any pairs agree in it
constexpr double kLeastShare = 1e-7;

using Shares = std::vector<std::vector<double>>;

// Where the learning starts: most pairs that are one agree, a tenth nearly.
std::vector<double> first_m(size_t levels) {
  std::vector<double> out(levels, 0.02);
  out[0] = 0.8;
  out[1] = 0.08;
  double rest = 1;
  for (size_t l = 0; l + 1 < levels; ++l) rest -= out[l];
  out.back() = rest;
  return out;
}

double bits(double share) {
  return std::log2(std::max(share, kLeastShare));
}

double pairs_of(double n) {
  return n * (n - 1) / 2;
}

std::vector<CountedPattern> counted(std::vector<Pattern> patterns, size_t comparisons) {
  std::sort(patterns.begin(), patterns.end());
  std::vector<CountedPattern> out;
  for (size_t i = 0; i < patterns.size(); ++i) {
    if (i == 0 || patterns[i] != patterns[i - 1]) {
      out.push_back({std::vector<uint8_t>(comparisons), 0});
      for (size_t c = 0; c < comparisons; ++c) out.back().levels[c] = patterns[i].level(c);
    }
    ++out.back().count;
  }
  return out;
}

// Whether nearly all days lie within fifteen years: such dates are rather those of the record than of what it is about.
bool are_recent(const Column& column) {
  std::vector<std::pair<uint16_t, uint32_t>> years;
  uint32_t all = 0;
  for (size_t v = 1; v < column.values.size(); ++v)
    if (uint16_t year = column.values[v].day.year) {
      years.emplace_back(year, column.holders[v]);
      all += column.holders[v];
    }
  std::sort(years.begin(), years.end());
  uint64_t seen = 0;
  int first = 0, last = 0;
  for (const auto& [year, holders] : years) {
    seen += holders;
    if (seen * 20 < all) first = year;
    if (seen * 20 <= uint64_t(all) * 19) last = year;
  }
  return last - std::max(first, int(years.empty() ? 0 : years[0].first)) <= 15;
}

// Amounts change, and so do the dates on which a record was made.
Telling telling(const Column& column, double chance) {
  if (chance >= kTelling || column.kind == ColumnKind::number) return Telling::nothing;
  if (column.kind == ColumnKind::date && are_recent(column)) return Telling::nothing;
  return column.kind == ColumnKind::code || column.kind == ColumnKind::words ? Telling::some : Telling::much;
}

}  // namespace

RowModel::RowModel(const RowComparison& comparison, const std::vector<Pattern>& patterns, unsigned threads)
    : comparison_(comparison) {
  const double rows = double(comparison.table().size()), all = std::max(1.0, pairs_of(rows));
  ClassTraining training;
  training.random.levels = random_shares(threads);
  training.all_pairs = all;
  for (const auto& levels : training.random.levels) training.one.levels.push_back(first_m(levels.size()));
  // A third of the rows has a double: where nothing can be learnt that stands.
  training.one.share = std::min(0.5, rows / 3 / all);
  training.random.share = 1 - training.one.share;
  if (comparison.size() > 2 && !patterns.empty()) {
    training.led = led_classes(training.random.levels, double(patterns.size()) / 10 / all, threads);
    for (size_t c = 0; c < comparison.size(); ++c) training.telling.push_back(telling(comparison.column(c), training.random.levels[c][kSame]));
    classes_ = learn_classes(counted(patterns, comparison.size()), training);
  } else {
    classes_ = {{training.one}, {training.random}};
  }
  set_bits();
}

// Equal values by how often each stands in the list, the rest by pairs drawn by a fixed rule.
Shares RowModel::random_shares(unsigned threads) const {
  constexpr size_t kParts = 32;
  const size_t rows = comparison_.table().size(), width = comparison_.size();
  using Counts = std::vector<std::array<double, 5>>;
  std::vector<Counts> of_part(kParts, Counts(width));
  size_t drawn = rows < 2 ? 0 : std::min(kRandomPairs, rows * rows / 2);
  in_pieces(kParts, 1, threads, [&](size_t part, size_t) {
    for (size_t i = part; i < drawn; i += kParts) {
      auto a = uint32_t(mixed(2 * i + 1) % rows), b = uint32_t(mixed(mixed(2 * i + 2)) % rows);
      if (a == b) continue;
      Pattern p = comparison_.compare(a, b);
      for (size_t c = 0; c < width; ++c)
        if (p.level(c) != kMissing) ++of_part[part][c][p.level(c)];
    }
  });
  Shares out;
  for (size_t c = 0; c < width; ++c) {
    const Column& column = comparison_.column(c);
    double equal = 0, rest = 0;
    for (uint32_t holders : column.holders) equal += pairs_of(holders);
    std::vector<double> u(levels_of(column.kind), 0.5);
    for (size_t l = 1; l < u.size(); ++l) {
      for (const Counts& counts : of_part) u[l] += counts[c][l];
      rest += u[l];
    }
    u[0] = std::clamp(equal / std::max(1.0, pairs_of(column.filled)), kLeastShare, 0.999);
    for (size_t l = 1; l < u.size(); ++l) u[l] *= (1 - u[0]) / rest;
    out.push_back(std::move(u));
  }
  return out;
}

// Pairs that agree in the leader, neighbours in a fixed shuffle, each counted by how much else differs; beside them some of
// any pairs, so that no level is unheard of.
PairClass RowModel::led_by(size_t leader, const Shares& random) const {
  const size_t width = comparison_.size();
  PairClass led{random, 0};
  for (auto& u : led.levels)
    for (double& v : u) v *= 20;
  const std::vector<uint32_t>& cells = comparison_.column(leader).cells;
  std::vector<std::pair<uint64_t, uint32_t>> order;
  for (uint32_t row = 0; row < cells.size(); ++row)
    if (cells[row]) order.emplace_back(uint64_t(cells[row]) << 32 | (mixed(row) >> 32), row);
  std::sort(order.begin(), order.end());
  size_t step = std::max<size_t>(1, order.size() / kPairsOfALeader);
  for (size_t i = 0; i + 1 < order.size(); i += step) {
    auto [a, b] = std::minmax(order[i].second, order[i + 1].second);
    if (cells[a] != cells[b]) continue;
    Pattern p = comparison_.compare(a, b);
    double different = 0, compared = 0.5;
    for (size_t c = 0; c < width; ++c)
      if (p.level(c) != kMissing) {
        ++compared;
        different += p.level(c) + 1u == random[c].size();
      }
    for (size_t c = 0; c < width; ++c)
      if (p.level(c) != kMissing) led.levels[c][p.level(c)] += different / compared;
  }
  for (auto& u : led.levels) {
    double sum = 0;
    for (double v : u) sum += v;
    for (double& v : u) v /= sum;
  }
  return led;
}

// A class for each comparison that tells rows apart.
std::vector<PairClass> RowModel::led_classes(const Shares& random, double share, unsigned threads) const {
  std::vector<PairClass> all(comparison_.size()), out;
  in_pieces(all.size(), 1, threads, [&](size_t leader, size_t) { all[leader] = led_by(leader, random); });
  for (size_t c = 0; c < all.size(); ++c)
    if (random[c][kSame] < kLeading) {
      all[c].share = share;
      out.push_back(std::move(all[c]));
    }
  return out;
}

void RowModel::set_bits() {
  auto add = [&](const PairClass& c) {
    share_bits_.push_back(std::log2(std::max(c.share, 1e-18)));
    auto& of_class = bits_.emplace_back(comparison_.size());
    for (size_t i = 0; i < of_class.size(); ++i)
      for (size_t l = 0; l < c.levels[i].size(); ++l) of_class[i][l] = float(bits(c.levels[i][l]));
  };
  for (const PairClass& c : classes_.ones) add(c);
  for (const PairClass& c : classes_.twos) add(c);
}

// Chance agreement is as rare as the value it is on; agreement that a class brings along is not.
double RowModel::weight(const Pattern& pattern, uint32_t a, uint32_t b) const {
  const size_t random = classes_.ones.size(), classes = bits_.size();
  std::array<double, kMostColumns + 3> sums{};
  std::copy(share_bits_.begin(), share_bits_.end(), sums.begin());
  for (size_t c = 0; c < comparison_.size(); ++c) {
    uint8_t level = pattern.level(c);
    if (level == kMissing) continue;
    for (size_t k = 0; k < classes; ++k)
      if (k != random || level != kSame) sums[k] += double(bits_[k][c][level]);
    if (level == kSame)
      sums[random] += std::log2(std::max<double>(comparison_.holders(c, a, b), kFewestHolders) / std::max(kFewestHolders, double(comparison_.column(c).filled)));
  }
  auto together = [&](size_t from, size_t to) {
    double most = *std::max_element(sums.begin() + long(from), sums.begin() + long(to)), sum = 0;
    for (size_t k = from; k < to; ++k) sum += std::exp2(sums[k] - most);
    return most + std::log2(sum);
  };
  return together(0, random) - together(random, classes);
}

double RowModel::weight_of(size_t c, const Pattern& pattern) const {
  uint8_t level = pattern.level(c);
  if (level == kMissing) return 0;
  double agree = 0, pairs = 0;
  for (const PairClass& one : classes_.ones) {
    agree += one.share * one.levels[c][level];
    pairs += one.share;
  }
  return bits(agree / pairs) - bits(classes_.twos[0].levels[c][level]);
}

}  // namespace musubi::resolving
