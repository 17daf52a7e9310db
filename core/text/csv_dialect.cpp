#include <algorithm>
#include <map>

#include "core/text/csv.hpp"

namespace musubi::text {
namespace {

constexpr size_t kSample = 256 * 1024, kRows = 2000;

// How well a dialect parts the sample, from 0: the share of rows that have the most frequent number of cells,
// weighted so that more cells count for more; less for stray quotes, and for an opening quote that swallows
// lines.
double fitness(std::string_view sample, Dialect dialect) {
  CsvReader reader(dialect);
  reader.feed(sample);
  reader.finish();
  std::map<size_t, size_t> counts;
  size_t rows = 0, stray = 0;
  while (rows < kRows && reader.next()) {
    const CsvRow& row = reader.row();
    if (row.cells.size() == 1 && row.cells[0].empty()) continue;
    if (!row.ended && rows > 0) break;
    ++rows;
    ++counts[row.cells.size()];
    stray += row.stray;
  }
  double swallowed = 0;
  if (reader.problem()) {
    const auto from = sample.begin() + static_cast<ptrdiff_t>(reader.problem()->offset);
    const auto lines = std::count(sample.begin(), sample.end(), '\n');
    swallowed = static_cast<double>(std::count(from, sample.end(), '\n')) / static_cast<double>(lines + 1);
  }
  if (rows == 0) return 0;
  const auto usual = std::max_element(counts.begin(), counts.end(),
                                      [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto [cells, at_usual] = *usual;
  const auto all = static_cast<double>(rows);
  const double even = static_cast<double>(at_usual) / all;
  const double apart = 1.0 - 1.0 / static_cast<double>(cells);
  return even * apart - 0.5 * static_cast<double>(stray) / all - 0.5 * swallowed;
}

// Whether most lines hold a cell that begins with an apostrophe, and nothing holds a double quote.
bool quotes_with_apostrophes(std::string_view sample, char delimiter) {
  if (sample.find('"') != std::string_view::npos) return false;
  size_t lines = 0, opened = 0;
  while (!sample.empty()) {
    const size_t end = std::min(sample.find('\n'), sample.size());
    const std::string_view line = sample.substr(0, end);
    const char opens[] = {delimiter, '\''};
    lines += !line.empty();
    opened += line.starts_with('\'') || line.find({opens, 2}) != std::string_view::npos;
    sample.remove_prefix(std::min(end + 1, sample.size()));
  }
  return opened * 2 > lines;
}

}  // namespace

Dialect guess_dialect(std::string_view sample) {
  sample = sample.substr(0, kSample);
  Dialect best;
  double fittest = 0;
  for (const char delimiter : {',', '\t', ';', '|'}) {
    for (const char quote : {'"', '\'', '\0'}) {
      if (quote == '\'' && !quotes_with_apostrophes(sample, delimiter)) continue;
      const Dialect dialect{delimiter, quote};
      const double preference = quote == '\0' ? 0.0 : quote == '"' ? 0.05 : 0.06;
      const double fit = fitness(sample, dialect);
      if (fit > 0 && fit + preference > fittest) {
        fittest = fit + preference;
        best = dialect;
      }
    }
  }
  return best;
}

}  // namespace musubi::text
