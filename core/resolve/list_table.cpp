#include "core/resolve/list_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace musubi::resolving {
namespace {

// What people write where there is nothing to say.
bool is_blank(std::u32string_view cell) {
  constexpr std::u32string_view blanks[] = {U"-", U"?", U"na", U"n/a", U"nan", U"nil", U"null", U"none", U"unknown", U"不明", U"なし"};
  return cell.empty() || std::find(std::begin(blanks), std::end(blanks), cell) != std::end(blanks);
}

LeftOut why_left_out(const ColumnShape& shape, size_t rows, size_t filled_before) {
  if (filled_before == 0) return LeftOut::empty;
  if (shape.filled * 50 < filled_before) return LeftOut::repeats;
  if (shape.distinct == 1 && shape.filled == rows) return LeftOut::constant;
  if (shape.kind == ColumnKind::code && shape.distinct == rows && rows > 1) return LeftOut::names_the_row;
  return LeftOut::no;
}

// Beyond kMostColumns those stay that tell most rows apart.
void leave_out_the_weakest(std::vector<LeftOut>& left_out, const std::vector<ColumnShape>& shapes, size_t rows) {
  auto telling = [&](size_t c) { return double(shapes[c].filled) / double(rows) * -std::log2(std::max(shapes[c].chance, 1e-9)); };
  std::vector<size_t> used;
  for (size_t c = 0; c < left_out.size(); ++c)
    if (left_out[c] == LeftOut::no) used.push_back(c);
  std::stable_sort(used.begin(), used.end(), [&](size_t a, size_t b) { return telling(a) > telling(b); });
  for (size_t i = kMostColumns; i < used.size(); ++i) left_out[used[i]] = LeftOut::too_many;
}

bool has_words(ColumnKind kind) {
  return kind == ColumnKind::text || kind == ColumnKind::words;
}

// Every different cell of a column, sorted, with its rows.
void intern(Column& column, const Cells& cells) {
  std::unordered_map<std::u32string_view, uint32_t> seen;
  for (const std::u32string& cell : cells)
    if (!cell.empty()) ++seen[cell], ++column.filled;
  std::vector<std::pair<std::u32string_view, uint32_t>> sorted(seen.begin(), seen.end());
  std::sort(sorted.begin(), sorted.end());
  column.values.emplace_back();
  column.holders.push_back(0);
  for (const auto& [text, holders] : sorted) {
    seen[text] = uint32_t(column.values.size());
    column.values.emplace_back().text = text;
    column.holders.push_back(holders);
  }
  for (const std::u32string& cell : cells) column.cells.push_back(cell.empty() ? 0 : seen[cell]);
}

void read_values(Column& column, bool day_first) {
  for (Value& v : column.values) {
    for (char32_t c : v.text) v.letters |= uint64_t(1) << (c & 63);
    if (column.kind == ColumnKind::date) read_day(v.text, day_first, v.day);
    if (column.kind == ColumnKind::number) read_number(v.text, v.number);
  }
}

// The words of all columns: an id each, in the order of their letters, and how rare they are.
void number_words(ListTable& table) {
  std::unordered_map<std::u32string, uint32_t> holders;
  for (const Column& column : table.columns)
    if (has_words(column.kind))
      for (size_t v = 1; v < column.values.size(); ++v)
        for (const std::u32string& word : words_of(column.values[v].text)) holders[word] += column.holders[v];
  std::vector<std::pair<std::u32string, uint32_t>> sorted(holders.begin(), holders.end());
  std::sort(sorted.begin(), sorted.end());
  std::unordered_map<std::u32string_view, uint32_t> id;
  table.words.reserve(sorted.size());
  for (const auto& [word, count] : sorted) {
    id.emplace(word, uint32_t(table.words.size()));
    table.words.push_back(word);
    table.word_bits.push_back(float(std::max(0.5, std::log2(double(table.file_rows + 1) / double(count)) + 0.5)));
  }
  for (Column& column : table.columns)
    if (has_words(column.kind))
      for (Value& v : column.values) {
        for (const std::u32string& word : words_of(v.text)) v.words.push_back(id[word]);
        std::sort(v.words.begin(), v.words.end());
        v.words.erase(std::unique(v.words.begin(), v.words.end()), v.words.end());
      }
}

// Equal rows become one; all rows are put into the order of their values.
void order_rows(ListTable& table) {
  auto compared = [&](uint32_t x, uint32_t y) {
    for (const Column& column : table.columns)
      if (!column.cells.empty() && column.cells[x] != column.cells[y]) return column.cells[x] < column.cells[y] ? -1 : 1;
    return 0;
  };
  std::vector<uint32_t> order(table.file_rows);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) {
    int c = compared(x, y);
    return c != 0 ? c < 0 : x < y;
  });
  for (uint32_t row : order) {
    if (table.rows.empty() || compared(table.rows.back().front(), row) != 0) table.rows.emplace_back();
    table.rows.back().push_back(row);
  }
  for (Column& column : table.columns) {
    if (column.cells.empty()) continue;
    std::vector<uint32_t> cells;
    for (const auto& rows : table.rows) cells.push_back(column.cells[rows.front()]);
    column.cells = std::move(cells);
  }
}

}  // namespace

ListTable table_of(std::vector<RawColumn> raw) {
  ListTable table;
  table.file_rows = raw.empty() ? 0 : uint32_t(raw[0].cells.size());
  std::vector<size_t> filled;
  for (RawColumn& column : raw) {
    for (std::u32string& cell : column.cells)
      if (is_blank(cell)) cell.clear();
      else if (cell.size() > kLongestCell) cell.resize(kLongestCell);
    filled.push_back(size_t(std::count_if(column.cells.begin(), column.cells.end(), [](const auto& c) { return !c.empty(); })));
  }
  std::vector<bool> changed = take_out_repeated(raw);
  std::vector<ColumnShape> shapes;
  for (size_t c = 0; c < raw.size(); ++c) {
    ColumnShape& shape = shapes.emplace_back(shape_of(raw[c].cells));
    if (changed[c]) shape.kind = ColumnKind::words;
    if (raw[c].kind) shape.kind = *raw[c].kind;
    LeftOut why = shape.kind == ColumnKind::ignored ? LeftOut::asked : why_left_out(shape, table.file_rows, filled[c]);
    if (raw[c].kind && why == LeftOut::names_the_row) why = LeftOut::no;
    table.left_out.push_back(why);
  }
  leave_out_the_weakest(table.left_out, shapes, table.file_rows);
  for (size_t c = 0; c < raw.size(); ++c) {
    Column& column = table.columns.emplace_back();
    column.heading = raw[c].heading;
    if (table.left_out[c] != LeftOut::no) continue;
    column.kind = shapes[c].kind;
    if (column.kind == ColumnKind::code)
      for (std::u32string& cell : raw[c].cells) cell = without_signs(cell);
    intern(column, raw[c].cells);
    read_values(column, shapes[c].day_first);
  }
  number_words(table);
  order_rows(table);
  return table;
}

}  // namespace musubi::resolving
