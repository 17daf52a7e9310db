#include <algorithm>

#include "core/resolve/list_table.hpp"

namespace musubi::resolving {
namespace {

using Words = std::vector<std::u32string>;
constexpr size_t kLookedAt = 20'000;  // rows

// How often the words of one column stand in another column of the same row.
struct Overlap {
  size_t both = 0, inside = 0;
  bool as_a_rule(size_t filled) const { return both >= 3 && both * 5 >= filled && inside * 10 >= both * 8; }
};

struct Overlaps {
  std::vector<size_t> filled;
  std::vector<std::vector<Overlap>> of;  // [whole][part]
};

Overlaps overlaps(const std::vector<RawColumn>& columns) {
  size_t n = columns.size(), rows = n ? columns[0].cells.size() : 0, step = std::max<size_t>(1, rows / kLookedAt);
  Overlaps out{std::vector<size_t>(n), std::vector<std::vector<Overlap>>(n, std::vector<Overlap>(n))};
  std::vector<Words> words(n);
  for (size_t row = 0; row < rows; row += step) {
    for (size_t c = 0; c < n; ++c) {
      words[c] = words_of(std::u32string_view(columns[c].cells[row]).substr(0, kLongestCell));
      std::sort(words[c].begin(), words[c].end());
      out.filled[c] += !words[c].empty();
    }
    for (size_t whole = 0; whole < n; ++whole)
      for (size_t part = 0; part < n; ++part) {
        if (whole == part || words[whole].empty() || words[part].empty()) continue;
        ++out.of[whole][part].both;
        out.of[whole][part].inside +=
            std::includes(words[whole].begin(), words[whole].end(), words[part].begin(), words[part].end());
      }
  }
  return out;
}

std::u32string left_of(const std::u32string& cell, Words said) {
  std::u32string out;
  for (const std::u32string& word : words_of(cell)) {
    auto at = std::find(said.begin(), said.end(), word);
    if (at != said.end()) {
      said.erase(at);
      continue;
    }
    if (!out.empty()) out += U' ';
    out += word;
  }
  return out;
}

}  // namespace

std::vector<bool> take_out_repeated(std::vector<RawColumn>& columns) {
  Overlaps found = overlaps(columns);
  std::vector<bool> changed(columns.size());
  std::vector<Cells> left(columns.size());
  for (size_t whole = 0; whole < columns.size(); ++whole) {
    std::vector<size_t> parts;
    for (size_t part = 0; part < columns.size(); ++part) {
      bool in = found.of[whole][part].as_a_rule(found.filled[part]);
      bool back = found.of[part][whole].as_a_rule(found.filled[whole]);
      if (in && (!back || part < whole)) parts.push_back(part);  // of two that say the same, the first stays
    }
    if (parts.empty() || columns[whole].kind) continue;
    changed[whole] = true;
    for (size_t row = 0; row < columns[whole].cells.size(); ++row) {
      Words said;
      for (size_t part : parts)
        for (std::u32string& word : words_of(columns[part].cells[row])) said.push_back(std::move(word));
      left[whole].push_back(left_of(columns[whole].cells[row], std::move(said)));
    }
  }
  for (size_t c = 0; c < columns.size(); ++c)
    if (changed[c]) columns[c].cells = std::move(left[c]);
  return changed;
}

}  // namespace musubi::resolving
