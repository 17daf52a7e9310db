#include "core/resolve/compare_rows.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace musubi::resolving {
namespace {

// The share of the cells of either column whose text the other has too; the smaller one.
double overlap(const Column& a, const Column& b) {
  std::unordered_map<std::u32string_view, uint32_t> of_a;
  for (uint32_t v = 1; v < a.values.size(); ++v) of_a.emplace(a.values[v].text, v);
  double common_a = 0, common_b = 0;
  for (uint32_t v = 1; v < b.values.size(); ++v)
    if (auto at = of_a.find(b.values[v].text); at != of_a.end()) {
      common_a += a.holders[at->second];
      common_b += b.holders[v];
    }
  return std::min(common_a / std::max(1u, a.filled), common_b / std::max(1u, b.filled));
}

bool may_cross(const Column& a, const Column& b) {
  return a.kind == b.kind && (a.kind == ColumnKind::text || a.kind == ColumnKind::words);
}

}  // namespace

RowComparison::RowComparison(const ListTable& table) : table_(table) {
  for (size_t c = 0; c < table.columns.size(); ++c)
    if (table.columns[c].kind != ColumnKind::ignored) {
      columns_.push_back(&table.columns[c]);
      places_.push_back(c);
    }
  find_partners();
}

// Columns that share a twentieth of their values at least, the closest first; each with one other at most.
void RowComparison::find_partners() {
  partner_.resize(size());
  std::iota(partner_.begin(), partner_.end(), 0);
  std::vector<std::tuple<double, size_t, size_t>> found;
  for (size_t x = 0; x < size(); ++x)
    for (size_t y = x + 1; y < size(); ++y)
      if (may_cross(column(x), column(y)))
        if (double share = overlap(column(x), column(y)); share >= 0.05) found.emplace_back(-share, x, y);
  std::sort(found.begin(), found.end());
  for (const auto& [share, x, y] : found)
    if (partner_[x] == x && partner_[y] == y) {
      partner_[x] = y;
      partner_[y] = x;
    }
}

uint8_t RowComparison::level(size_t x, uint32_t cell_x, size_t y, uint32_t cell_y) const {
  if (cell_x == 0 || cell_y == 0) return kMissing;
  if (x == y && cell_x == cell_y) return kSame;
  return compare_values(column(x).kind, column(x).values[cell_x], column(y).values[cell_y], table_.word_bits);
}

Pattern RowComparison::compare(uint32_t a, uint32_t b) const {
  Pattern out;
  for (size_t x = 0; x < size(); ++x) out.set(x, level(x, column(x).cells[a], x, column(x).cells[b]));
  for (size_t x = 0; x < size(); ++x)
    if (partner_[x] > x) compare_crosswise(out, x, partner_[x], a, b);
  return out;
}

// Only where nothing agrees as it stands. Both the other way round, or one that has slipped into the other's place.
void RowComparison::compare_crosswise(Pattern& pattern, size_t x, size_t y, uint32_t a, uint32_t b) const {
  auto different = uint8_t(levels_of(column(x).kind) - 1);
  auto agrees = [&](uint8_t l) { return l != kMissing && l < different; };
  if (agrees(pattern.level(x)) || agrees(pattern.level(y))) return;
  uint8_t xy = level(x, column(x).cells[a], y, column(y).cells[b]);
  uint8_t yx = level(y, column(y).cells[a], x, column(x).cells[b]);
  if (xy <= kNear && yx <= kNear) {
    pattern.set(x, std::max(yx, kNear));
    pattern.set(y, std::max(xy, kNear));
  } else if ((xy <= kNear && yx == kMissing) || (yx <= kNear && xy == kMissing)) {
    pattern.set(x, kMissing);
    pattern.set(y, std::min(xy, yx));
  }
}

uint32_t RowComparison::holders(size_t x, uint32_t a, uint32_t b) const {
  const Column &own = column(x), &other = column(partner_[x]);
  uint32_t here = own.cells[a], there = own.cells[b];
  if (here == there) return own.holders[here];
  if (here && other.cells[b] && own.values[here].text == other.values[other.cells[b]].text)
    return own.holders[here] + other.holders[other.cells[b]];
  return own.holders[there] + other.holders[other.cells[a]];
}

}  // namespace musubi::resolving
