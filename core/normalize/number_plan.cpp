#include "core/normalize/number_plan.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

namespace musubi::normalize {
namespace {

constexpr std::string_view table =
#include "core/normalize/tables/area_codes.inc"
    ;

/// The size of the area code by the first five digits, or six where five don't tell.
class AreaCodes {
 public:
  AreaCodes() {
    for (size_t length = 2; length <= 6; ++length)  // longer beginnings overrule shorter ones
      for (size_t i = 0; i < table.size();) {
        size_t end = table.find(' ', i);
        add(table.substr(i, end - i), length);
        i = end + 1;
      }
  }
  size_t of(std::string_view digits) const {
    uint32_t head = number(digits.substr(0, 5));
    if (!(sizes_[head] & finer)) return sizes_[head];
    auto at = by_six_.find(number(digits.substr(0, 6)));
    return at == by_six_.end() ? sizes_[head] & ~finer : at->second;
  }

 private:
  static constexpr uint8_t finer = 0x80;

  static uint32_t number(std::string_view digits) {
    uint32_t n = 0;
    for (char c : digits) n = n * 10 + uint32_t(c - '0');
    return n;
  }
  void add(std::string_view entry, size_t length) {
    size_t colon = std::min(entry.find(':'), entry.size());
    if (colon != length) return;
    auto size = uint8_t(colon < entry.size() ? entry[colon + 1] - '0' : int(colon));
    if (length == 6) {
      by_six_.emplace(number(entry.substr(0, 6)), size);
      sizes_[number(entry.substr(0, 5))] |= finer;
      return;
    }
    uint32_t count = 1;
    for (size_t i = length; i < 5; ++i) count *= 10;
    uint32_t from = number(entry.substr(0, length)) * count;
    for (uint32_t i = from; i < from + count; ++i) sizes_[i] = size;
  }

  std::array<uint8_t, 100'000> sizes_{};
  std::unordered_map<uint32_t, uint8_t> by_six_;
};

size_t area_code_size(std::string_view digits) {
  static const AreaCodes codes;
  return codes.of(digits);
}

/// Beginnings that are no area codes of the plan: hyphens are put as libphonenumber has them, which holds such numbers to be possible.
constexpr std::string_view not_given_out[] = {"060", "0941", "0945", "08513", "08515", "08516", "08517", "08518", "08519"};

struct Special {
  std::string_view beginning, type;
  size_t length, first, second;
};
constexpr Special specials[] = {
    {"0120", "toll_free", 10, 4, 3}, {"0800", "toll_free", 11, 4, 3}, {"0570", "navi", 10, 4, 3},
    {"0990", "premium", 10, 4, 3},   {"0180", "premium", 10, 4, 3},   {"050", "ip", 11, 3, 4},
    {"0600", "fmc", 11, 4, 3},       {"060", "mobile", 11, 3, 4},     {"070", "mobile", 11, 3, 4},
    {"080", "mobile", 11, 3, 4},     {"090", "mobile", 11, 3, 4},     {"0200", "m2m", 14, 4, 5},
    {"0204", "pager", 11, 3, 4},     {"020", "m2m", 11, 3, 4},
};

}  // namespace

Numbering numbering(std::string_view digits) {
  if (digits.size() < 10 || digits[0] != '0') return {};
  for (const Special& s : specials)
    if (digits.starts_with(s.beginning) && digits.size() == s.length) return {s.type, s.first, s.second};
  if (digits.size() != 10) return {};
  size_t area = area_code_size(digits);
  if (area == 0) return {};
  const bool given_out = std::none_of(std::begin(not_given_out), std::end(not_given_out), [&](std::string_view none) { return digits.starts_with(none); });
  return {"fixed", area, 6 - area, given_out};
}

std::string hyphenated(std::string_view digits, const Numbering& n) {
  std::string out(digits.substr(0, n.first));
  out += '-';
  out += digits.substr(n.first, n.second);
  out += '-';
  out += digits.substr(n.first + n.second);
  return out;
}

}  // namespace musubi::normalize
