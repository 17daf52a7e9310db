// What does a column hold? Judged by the share of its cells that can be read as this or that.
#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "core/resolve/list_table.hpp"

namespace musubi::resolving {
namespace {

// Shares of the filled cells.
struct Shares {
  double day_first = 0, month_first = 0, codes = 0, numbers = 0, decimals = 0, words = 0;
};

bool looks_like_a_code(std::u32string_view text) {
  auto digits = size_t(std::count_if(text.begin(), text.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; }));
  return text.size() <= 24 && digits * 10 >= text.size() * 4;
}

void count(Shares& shares, std::u32string_view text, double share) {
  Day day;
  double number = 0;
  if (read_day(text, true, day) && is_possible(day)) shares.day_first += share;
  if (read_day(text, false, day) && is_possible(day)) shares.month_first += share;
  if (looks_like_a_code(text)) shares.codes += share;
  if (read_number(text, number)) {
    shares.numbers += share;
    if (number != std::floor(number)) shares.decimals += share;
  }
  shares.words += share * double(words_of(text.substr(0, kLongestCell)).size());
}

ColumnKind kind_of(const Shares& shares) {
  if (std::max(shares.day_first, shares.month_first) >= 0.85) return ColumnKind::date;
  if (shares.numbers >= 0.95 && shares.decimals >= 0.1) return ColumnKind::number;
  if (shares.codes >= 0.7) return ColumnKind::code;
  return shares.words >= 2.5 ? ColumnKind::words : ColumnKind::text;
}

}  // namespace

ColumnShape shape_of(const Cells& cells) {
  std::unordered_map<std::u32string_view, size_t> seen;
  ColumnShape out;
  for (const std::u32string& cell : cells)
    if (!cell.empty()) ++seen[cell], ++out.filled;
  std::vector<std::pair<std::u32string_view, size_t>> sorted(seen.begin(), seen.end());
  std::sort(sorted.begin(), sorted.end());
  Shares shares;
  double rows = double(out.filled);
  for (const auto& [text, holders] : sorted) {
    count(shares, text, double(holders) / rows);
    out.chance += double(holders) / rows * double(holders) / rows;
  }
  out.distinct = sorted.size();
  out.day_first = shares.day_first >= shares.month_first;
  out.kind = kind_of(shares);
  return out;
}

}  // namespace musubi::resolving
