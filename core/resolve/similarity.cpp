#include "core/resolve/similarity.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace musubi::resolving {
namespace {

constexpr size_t kLetters = 64;

// Which letters of each text have a partner nearby in the other.
struct Partners {
  uint64_t of_a = 0, of_b = 0;
  size_t count = 0;
};
Partners partners(std::u32string_view a, std::u32string_view b) {
  size_t reach = std::max(a.size(), b.size()) / 2;
  reach = reach > 0 ? reach - 1 : 0;
  Partners out;
  for (size_t i = 0; i < a.size(); ++i) {
    size_t from = i > reach ? i - reach : 0, to = std::min(b.size(), i + reach + 1);
    for (size_t k = from; k < to; ++k)
      if (a[i] == b[k] && !(out.of_b >> k & 1)) {
        out.of_a |= uint64_t(1) << i;
        out.of_b |= uint64_t(1) << k;
        ++out.count;
        break;
      }
  }
  return out;
}

size_t out_of_order(std::u32string_view a, std::u32string_view b, const Partners& p) {
  size_t wrong = 0, k = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    if (!(p.of_a >> i & 1)) continue;
    while (!(p.of_b >> k & 1)) ++k;
    wrong += a[i] != b[k++];
  }
  return wrong / 2;
}

}  // namespace

double jaro_winkler(std::u32string_view a, std::u32string_view b) {
  if (a == b) return 1;
  if (b < a) std::swap(a, b);
  a = a.substr(0, kLetters);
  b = b.substr(0, kLetters);
  Partners p = partners(a, b);
  if (p.count == 0) return 0;
  double n = double(p.count);
  double jaro = (n / double(a.size()) + n / double(b.size()) + (n - double(out_of_order(a, b, p))) / n) / 3;
  size_t start = 0;
  while (start < 4 && start < a.size() && start < b.size() && a[start] == b[start]) ++start;
  return jaro + double(start) * 0.1 * (1 - jaro);
}

size_t edits(std::u32string_view a, std::u32string_view b, size_t most) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > most) return most + 1;
  if (a.empty()) return b.size();
  // Three rows of the table of distances; only a band of `most` around the diagonal can stay within the limit.
  const size_t far = most + 1;
  std::array<std::vector<size_t>, 3> rows;
  for (auto& row : rows) row.assign(b.size() + 1, far);
  for (size_t k = 0; k <= std::min(b.size(), most); ++k) rows[0][k] = k;
  for (size_t i = 1; i <= a.size(); ++i) {
    auto &now = rows[i % 3], &last = rows[(i + 2) % 3], &before = rows[(i + 1) % 3];
    std::fill(now.begin(), now.end(), far);
    if (i <= most) now[0] = i;
    size_t least = now[0];
    for (size_t k = i > most ? i - most : 1; k <= std::min(b.size(), i + most); ++k) {
      size_t best = std::min({last[k - 1] + (a[i - 1] != b[k - 1]), last[k] + 1, now[k - 1] + 1});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) best = std::min(best, before[k - 2] + 1);
      now[k] = std::min(best, far);
      least = std::min(least, now[k]);
    }
    if (least > most) return far;
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace musubi::resolving
