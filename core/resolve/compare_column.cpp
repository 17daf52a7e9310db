#include "core/resolve/compare_column.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "core/resolve/letters.hpp"
#include "core/resolve/similarity.hpp"

namespace musubi::resolving {
namespace {

constexpr size_t kLookedAt = 100;  // letters
using View = std::u32string_view;

View beginning(const Value& v) {
  return View(v.text).substr(0, kLookedAt);
}

// How many letters of each are nowhere in the other, at least. Bounds every likeness without a closer look.
struct Lacking {
  size_t a, b;
  Lacking(const Value& x, const Value& y)
      : a(size_t(std::popcount(x.letters & ~y.letters))), b(size_t(std::popcount(y.letters & ~x.letters))) {}
  size_t most() const { return std::max(a, b); }
};

// The highest Jaro–Winkler likeness that two texts can have.
double bound(View x, View y, const Lacking& lacking) {
  double common = double(std::min(x.size() - std::min(x.size(), lacking.a), y.size() - std::min(y.size(), lacking.b)));
  double jaro = (common / double(x.size()) + common / double(y.size()) + 1) / 3;
  return jaro + 0.4 * (1 - jaro);
}

bool share_a_word(const Value& a, const Value& b) {
  auto x = a.words.begin(), y = b.words.begin();
  while (x != a.words.end() && y != b.words.end()) {
    if (*x == *y) return true;
    *x < *y ? ++x : ++y;
  }
  return false;
}

uint8_t compare_text(const Value& a, const Value& b) {
  View x = beginning(a), y = beginning(b);
  size_t shorter = std::min(x.size(), y.size());
  Lacking lacking(a, b);
  if (lacking.most() <= 1 && shorter >= 3 && one_slip(x, y)) return kNear;
  if (a.words.size() > 1 && a.words == b.words) return kNear;
  if (bound(x, y, lacking) >= 0.84) {
    double alike = jaro_winkler(x, y);
    if (alike >= 0.92) return kNear;
    if (alike >= 0.84) return 2;
  }
  if (lacking.most() <= 2 && shorter >= 6 && edits(x, y, 2) <= 2) return 2;
  return share_a_word(a, b) ? 2 : 3;
}

// The share of the words' weight that stands in both.
double common_share(const Value& a, const Value& b, const std::vector<float>& bits) {
  double common = 0, all = 0;
  for (uint32_t w : a.words) all += double(bits[w]);
  for (uint32_t w : b.words) all += double(bits[w]);
  for (auto x = a.words.begin(), y = b.words.begin(); x != a.words.end() && y != b.words.end();) {
    if (*x == *y) common += double(bits[*x]), ++x, ++y;
    else *x < *y ? ++x : ++y;
  }
  return all > 0 ? 2 * common / all : 0;
}

uint8_t compare_words(const Value& a, const Value& b, const std::vector<float>& bits) {
  double share = common_share(a, b, bits);
  if (share >= 0.8) return kNear;
  View x = beginning(a), y = beginning(b);
  size_t slips = 1 + std::min(x.size(), y.size()) / 10;
  if (Lacking(a, b).most() <= slips && edits(x, y, slips) <= slips) return kNear;
  return share >= 0.5 ? 2 : share >= 0.25 ? 3 : 4;
}

uint8_t compare_codes(const Value& a, const Value& b) {
  View x = beginning(a), y = beginning(b);
  size_t shorter = std::min(x.size(), y.size()), start = 0;
  if (shorter >= 3 && one_slip(x, y)) return kNear;
  while (start < shorter && x[start] == y[start]) ++start;
  return shorter >= 3 && 2 * start >= std::max(x.size(), y.size()) ? 2 : 3;
}

std::array<char, 8> digits_of(const Day& day) {
  std::array<char, 8> out{};
  unsigned v = day.year * 10000u + day.month * 100u + day.day;
  for (size_t i = out.size(); i-- > 0; v /= 10) out[i] = char('0' + v % 10);
  return out;
}

uint8_t compare_days(const Day& a, const Day& b) {
  if (a.year == 0 || b.year == 0) return 4;
  if (a == b) return kSame;
  auto x = digits_of(a), y = digits_of(b);
  bool turned = a.year == b.year && a.month == b.day && a.day == b.month;
  if (turned || one_apart(std::string_view(x.data(), x.size()), std::string_view(y.data(), y.size()))) return kNear;
  if ((a.year == b.year) + (a.month == b.month) + (a.day == b.day) == 2) return 2;
  return a.year == b.year ? 3 : 4;
}

uint8_t compare_numbers(double a, double b) {
  if (a == b) return kSame;
  double apart = std::abs(a - b) / std::max(std::abs(a), std::abs(b));
  return apart <= 0.02 ? kNear : apart <= 0.15 ? 2 : 3;
}

}  // namespace

size_t levels_of(ColumnKind kind) {
  return kind == ColumnKind::words || kind == ColumnKind::date ? 5 : 4;
}

uint8_t compare_values(ColumnKind kind, const Value& a, const Value& b, const std::vector<float>& word_bits) {
  if (a.text == b.text) return kSame;
  switch (kind) {
    case ColumnKind::words: return compare_words(a, b, word_bits);
    case ColumnKind::code: return compare_codes(a, b);
    case ColumnKind::date: return compare_days(a.day, b.day);
    case ColumnKind::number: return compare_numbers(a.number, b.number);
    default: return compare_text(a, b);
  }
}

}  // namespace musubi::resolving
