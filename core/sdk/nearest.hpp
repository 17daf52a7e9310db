// For messages about names that do not exist: which one was meant? Header only, std only.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace musubi {

namespace sdk {

/// The code points of UTF-8 text; a stray byte stands for itself.
inline std::u32string code_points(std::string_view s) {
  std::u32string out;
  for (size_t i = 0; i < s.size();) {
    auto lead = static_cast<unsigned char>(s[i++]);
    int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    char32_t c = more ? lead & (0x3F >> more) : lead;
    for (; more && i < s.size(); --more) c = (c << 6) | (static_cast<unsigned char>(s[i++]) & 0x3F);
    out += c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
  return out;
}

/// How many letters must be put in, taken out, changed or swapped with their neighbour.
inline size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace sdk

/// The name of `candidates` that `word` most likely meant, letter case left aside; "" if none is near: more
/// than half of the letters differ and neither holds the other.
inline std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates) {
  std::u32string wanted = sdk::code_points(word);
  std::string best;
  size_t least = 0;
  for (const auto& name : candidates) {
    std::u32string letters = sdk::code_points(name);
    size_t d = sdk::distance(wanted, letters);
    bool holds = !wanted.empty() && !letters.empty() &&
                 (letters.find(wanted) != letters.npos || wanted.find(letters) != wanted.npos);
    if (!holds && 2 * d > std::max(wanted.size(), letters.size())) continue;
    if (!best.empty() && d >= least) continue;
    best = name;
    least = d;
  }
  return best;
}

}  // namespace musubi
