#include "core/base/nearest.hpp"

#include <algorithm>

namespace musubi {
namespace {

constexpr size_t longest = 64;  // longer words are no misspelt names

std::u32string letters(std::string_view text) {
  std::u32string out;
  for (unsigned char c : text) {
    if ((c & 0xC0) == 0x80 && !out.empty())
      out.back() = out.back() << 6 | (c & 0x3F);
    else if (c >= 'A' && c <= 'Z')
      out.push_back(c | 0x20u);
    else
      out.push_back(c);
  }
  return out;
}

size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

bool one_in_other(const std::u32string& a, const std::u32string& b) {
  const std::u32string& small = a.size() < b.size() ? a : b;
  const std::u32string& large = a.size() < b.size() ? b : a;
  return small.size() >= 3 && large.find(small) != std::u32string::npos;
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
  std::u32string meant = letters(word);
  if (meant.empty() || meant.size() > longest) return {};
  const std::string *best = nullptr, *containing = nullptr;
  size_t least = 0;
  for (const std::string& name : names) {
    std::u32string other = letters(name);
    if (other.size() > longest) continue;
    size_t wrong = distance(meant, other);
    bool near =
        wrong <= std::max<size_t>(1, std::max(meant.size(), other.size()) / 3) && wrong < meant.size();
    if (near && (!best || wrong < least)) best = &name, least = wrong;
    if (!containing && one_in_other(meant, other)) containing = &name;
  }
  if (!best) best = containing;
  return best ? *best : std::string();
}

}  // namespace musubi
