#include <algorithm>

#include "core/text/csv.hpp"

namespace musubi::text {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// -1200, +81312345678, 0.5: what a spreadsheet shows as it stands.
bool is_plain_number(std::string_view cell) {
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  const size_t point = std::min(cell.find('.'), cell.size());
  const std::string_view whole = cell.substr(0, point), rest = cell.substr(std::min(point + 1, cell.size()));
  return !whole.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
         std::all_of(rest.begin(), rest.end(), is_digit) && (point == cell.size() || !rest.empty());
}

// +1 650-253-0000: other programs want it without a '.
bool is_phone(std::string_view cell) {
  constexpr size_t kFewestDigits = 7;
  return cell.starts_with('+') && size_t(std::count_if(cell.begin(), cell.end(), is_digit)) >= kFewestDigits &&
         std::all_of(cell.begin() + 1, cell.end(), [](char c) { return is_digit(c) || c == ' ' || c == '-'; });
}

bool would_run(std::string_view cell) {
  constexpr std::string_view kStarts = "=+-@\t\r";
  return !cell.empty() && kStarts.find(cell.front()) != std::string_view::npos && !is_plain_number(cell) && !is_phone(cell);
}

void append_unquoted(std::string& out, std::string_view cell, char delimiter) {
  for (const char c : cell) out += c == delimiter || c == '\r' || c == '\n' ? ' ' : c;
}

void append_cell(std::string& out, std::string_view cell, const CsvStyle& style, bool alone) {
  const auto [delimiter, quote] = style.dialect;
  const bool defused = style.defuse && would_run(cell);
  if (quote == '\0') {
    if (defused) out += '\'';
    append_unquoted(out, cell, delimiter);
    return;
  }
  const char special[] = {delimiter, quote, '\r', '\n'};
  const bool padded = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  if (!padded && !(alone && cell.empty()) && !(defused && quote == '\'') &&
      cell.find_first_of({special, 4}) == std::string_view::npos) {
    if (defused) out += '\'';
    out += cell;
    return;
  }
  out += quote;
  if (defused) out.append(quote == '\'' ? 2 : 1, '\'');
  for (;;) {
    const size_t at = cell.find(quote);
    out += cell.substr(0, at);
    if (at == std::string_view::npos) break;
    out.append(2, quote);
    cell.remove_prefix(at + 1);
  }
  out += quote;
}

template <class Cell>
void append_row(std::string& out, const std::vector<Cell>& cells, const CsvStyle& style) {
  bool first = true;
  for (const std::string_view cell : cells) {
    if (!first) out += style.dialect.delimiter;
    first = false;
    append_cell(out, cell, style, cells.size() == 1);
  }
  out += style.crlf ? "\r\n" : "\n";
}

}  // namespace

void append_csv_row(std::string& out, const std::vector<std::string_view>& cells, const CsvStyle& style) {
  append_row(out, cells, style);
}

void append_csv_row(std::string& out, const std::vector<std::string>& cells, const CsvStyle& style) {
  append_row(out, cells, style);
}

}  // namespace musubi::text
