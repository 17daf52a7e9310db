#include "connectors/file/header.hpp"

#include <algorithm>
#include <set>

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::file {
namespace {

enum class Kind { empty, text, value };

/// value: numbers, dates, phone numbers, e-mail addresses; what columns are hardly ever named.
Kind kind_of(std::string_view cell) {
  if (is_blank(cell)) return Kind::empty;
  if (cell.size() > 200) return Kind::value;
  std::string folded = text::squeeze_spaces(text::nfkc(cell));
  if (folded.find('@') != folded.npos && folded.find('.') != folded.npos) return Kind::value;
  size_t digits = 0;
  for (size_t at = 0; at < folded.size();) {
    char32_t c = text::next_code_point(folded, at);
    if (c >= '0' && c <= '9')
      ++digits;
    else if (std::u32string_view(U" -/:.,+()¥$%円年月日時分秒TZ−‐－").find(c) == std::u32string_view::npos)
      return Kind::text;
  }
  return digits ? Kind::value : Kind::text;
}

size_t filled(const Row& row) {
  return std::count_if(row.cells.begin(), row.cells.end(), [](const auto& c) { return !is_blank(c); });
}

/// The number in a cell that holds one and little else: 2024, 2024年, 4月; -1 for others.
int64_t counted(std::string_view cell) {
  int64_t number = -1;
  std::string folded = text::nfkc(cell);
  for (char c : folded)
    if (c >= '0' && c <= '9')
      number = std::min<int64_t>(std::max<int64_t>(number, 0) * 10 + (c - '0'), 1'000'000);
  return folded.size() <= 8 ? number : -1;
}

/// How many cells could be names: texts, and years or months that count up from cell to cell.
size_t labels(const Row& row) {
  size_t out = 0;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    int64_t number = counted(row.cells[i]);
    auto follows = [&](size_t at, int64_t due) { return number >= 0 && counted(row.cells[at]) == due; };
    bool counts_up =
        (i > 0 && follows(i - 1, number - 1)) || (i + 1 < row.cells.size() && follows(i + 1, number + 1));
    out += counts_up || kind_of(row.cells[i]) == Kind::text;
  }
  return out;
}

/// Four of five cells that hold something could be names.
bool label_like(const Row& row) {
  return filled(row) > 0 && 5 * labels(row) >= 4 * filled(row);
}

std::string_view cell(const Row& row, size_t column) {
  return column < row.cells.size() ? std::string_view(row.cells[column]) : std::string_view();
}

/// Upper names that span empty cells, each with a name below; upper names that stand alone, with nothing
/// below.
bool is_pair(const Row& upper, const Row& lower) {
  size_t width = std::max(upper.cells.size(), lower.cells.size());
  while (width && is_blank(cell(upper, width - 1)) && is_blank(cell(lower, width - 1))) --width;
  if (!width || is_blank(cell(upper, 0)) || !label_like(upper) || labels(lower) != filled(lower))
    return false;
  size_t spans = 0, alone = 0;
  for (size_t from = 0; from < width;) {
    size_t to = from + 1;
    while (to < width && is_blank(cell(upper, to)) && !is_blank(cell(lower, to))) ++to;
    bool named = !is_blank(cell(lower, from));
    if (to - from > 1 && named)
      ++spans;
    else if (to - from == 1 && !named)
      ++alone;
    else
      return false;
    from = to;
  }
  return spans > 0 && alone > 0;
}

/// How many rows of one cell stand above blank rows and what could be the names of three columns or more: titles.
/// Without blank rows between, they may as well be records that fill one column alone.
size_t title_lines(const std::vector<Row>& sample) {
  size_t lines = 0;
  while (lines < sample.size() && filled(sample[lines]) == 1) ++lines;
  if (lines == 0 || lines == sample.size()) return 0;
  const Row& below = sample[lines];
  bool parted = below.number > sample[lines - 1].number + 1;
  return parted && filled(below) > 2 && label_like(below) ? lines : 0;
}

/// How many cells a row of data usually holds. Titles are not counted: above a list of few rows they are the most.
size_t usual_width(const std::vector<Row>& sample) {
  std::vector<size_t> widths;
  for (size_t i = title_lines(sample); i < sample.size(); ++i) widths.push_back(filled(sample[i]));
  std::nth_element(widths.begin(), widths.begin() + widths.size() / 2, widths.end());
  return widths[widths.size() / 2];
}

/// The first row looks like those below: the list has no header.
bool begins_with_data(const std::vector<Row>& sample) {
  const Row& first = sample[0];
  size_t alike = 0;
  for (size_t column = 0; column < first.cells.size(); ++column) {
    if (kind_of(first.cells[column]) != Kind::value) continue;
    size_t same = 0, seen = 0;
    for (size_t i = 1; i < sample.size(); ++i) {
      Kind kind = kind_of(cell(sample[i], column));
      seen += kind != Kind::empty;
      same += kind == Kind::value;
    }
    if (2 * same >= seen) ++alike;
  }
  return alike >= 2 || (alike == 1 && filled(first) <= 3);
}

struct Lines {
  const Row* upper = nullptr;  // null: one line
  const Row* lower = nullptr;  // null: no header
};

Lines look_for(const std::vector<Row>& sample) {
  if (sample.empty()) return {};
  size_t usual = usual_width(sample), first_rows = std::min<size_t>(sample.size(), 20);
  size_t least = std::max<size_t>(usual > 1 ? 2 : 1, (7 * usual + 9) / 10);
  for (size_t i = 0; i < first_rows; ++i) {
    const Row& row = sample[i];
    if (i + 2 < sample.size() && is_pair(row, sample[i + 1]) &&
        std::max(row.cells.size(), sample[i + 1].cells.size()) >= least)
      return {&row, &sample[i + 1]};
    if (filled(row) < least) continue;
    if (label_like(row)) return {nullptr, &row};
    if (i == 0 && begins_with_data(sample)) return {};
  }
  return begins_with_data(sample) ? Lines{} : Lines{nullptr, &sample[0]};
}

Lines named_rows(const std::vector<Row>& sample, const HeaderRule& rule) {
  Lines lines;
  for (const auto& row : sample) {
    if (row.number == rule.to) lines.lower = &row;
    if (row.number == rule.from && rule.from != rule.to) lines.upper = &row;
  }
  return lines;
}

std::vector<std::string> joined_names(const Lines& lines) {
  if (!lines.upper) return lines.lower->cells;
  size_t width = std::max(lines.upper->cells.size(), lines.lower->cells.size());
  std::vector<std::string> names;
  std::string above;
  for (size_t column = 0; column < width; ++column) {
    std::string_view upper = cell(*lines.upper, column), lower = cell(*lines.lower, column);
    if (!is_blank(upper)) above = upper;
    if (is_blank(lower))
      names.emplace_back(upper);
    else
      names.push_back(above.empty() ? std::string(lower) : above + "_" + std::string(lower));
  }
  return names;
}

/// Columns at the end that neither the header nor a row of the sample fills.
size_t used_columns(const std::vector<Row>& sample, const std::vector<std::string>& names) {
  size_t used = 0;
  for (size_t i = 0; i < names.size(); ++i)
    if (!is_blank(names[i])) used = i + 1;
  for (const auto& row : sample)
    for (size_t i = used; i < row.cells.size() && i < names.size(); ++i)
      if (!is_blank(row.cells[i])) used = i + 1;
  return used;
}

void make_unique(Header& header) {
  std::set<std::string> taken;
  for (const auto& name : header.names) taken.insert(name);
  std::set<std::string> given;
  for (size_t i = 0; i < header.names.size(); ++i) {
    std::string& name = header.names[i];
    header.unnamed.push_back(is_blank(name));
    if (is_blank(name)) name = "列" + std::to_string(i + 1);
    std::string base = name;
    for (int n = 2; given.contains(name) || (name != base && taken.contains(name)); ++n)
      name = base + "_" + std::to_string(n);
    given.insert(name);
  }
}

std::string folded_name(std::string_view name) {
  std::string out = text::fold_case(text::squeeze_spaces(text::nfkc(name)));
  std::erase(out, ' ');
  return out;
}

}  // namespace

std::optional<size_t> place_of(const std::string& column, const std::vector<std::string>& names) {
  auto it = std::find(names.begin(), names.end(), column);
  if (it == names.end()) it = std::find_if(names.begin(), names.end(), [wanted = folded_name(column)](const auto& name) { return folded_name(name) == wanted; });
  if (it == names.end()) return {};
  return static_cast<size_t>(it - names.begin());
}

bool is_blank(std::string_view cell) {
  for (size_t at = 0; at < cell.size();)
    if (char32_t c = text::next_code_point(cell, at); c != 0xFEFF && !text::is_space(c)) return false;
  return true;
}

Header find_header(const std::vector<Row>& sample, const HeaderRule& rule,
                   const std::vector<std::string>& columns) {
  Lines lines;
  if (rule.kind == HeaderRule::automatic) lines = look_for(sample);
  if (rule.kind == HeaderRule::rows) lines = named_rows(sample, rule);
  if (rule.kind == HeaderRule::rows && !lines.lower) return {};
  Header out;
  if (lines.lower) {
    out.last_row = lines.lower->number;
    out.names = joined_names(lines);
    out.names.resize(used_columns(sample, out.names));
  } else {
    out.names = columns;
    size_t width = 0;
    for (const auto& row : sample) width = std::max(width, row.cells.size());
    out.names.resize(std::max(columns.size(), width));
    out.names.resize(used_columns(sample, out.names));
  }
  make_unique(out);
  return out;
}

bool is_total(const std::vector<std::string>& cells, const std::vector<size_t>& key) {
  static constexpr std::string_view words[] = {"合計",     "小計",     "総計",  "総合計",  "計",
                                               "累計",     "合計金額", "total", "totals",  "grandtotal",
                                               "subtotal", "sum",      "件数",  "合計件数"};
  auto first = std::find_if(cells.begin(), cells.end(), [](const auto& c) { return !is_blank(c); });
  if (first == cells.end() || first->size() > 60) return false;
  std::string word = text::fold_case(text::nfkc(*first));
  std::erase_if(word, [](char c) { return c == ' ' || c == ':' || c == '-' || c == '_' || c == '\t'; });
  for (std::string_view end : {"】", "]", ")"})
    if (word.ends_with(end)) word.erase(word.size() - end.size());
  for (std::string_view begin : {"【", "[", "("})
    if (word.starts_with(begin)) word.erase(0, begin.size());
  if (std::find(std::begin(words), std::end(words), word) == std::end(words)) return false;
  return std::all_of(key.begin(), key.end(), [&](size_t column) {
    return column >= cells.size() || is_blank(cells[column]) || cells[column] == *first;
  });
}

}  // namespace musubi::file
