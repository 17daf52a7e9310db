#include "core/text/csv.hpp"

#include <algorithm>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/decode.hpp"
#include "core/text/json.hpp"

namespace musubi::http {
namespace {

/// Whether cells say something for which the header has no name.
bool is_wider(const text::CsvRow& row, size_t names) {
  for (size_t i = names; i < row.cells.size(); ++i)
    if (!row.cells[i].empty()) return true;
  return false;
}

bool is_blank(const text::CsvRow& row) {
  return row.cells.size() == 1 && row.cells[0].empty();
}

void append_row(const text::CsvRow& row, const std::vector<std::string>& names, const std::vector<std::string>& nulls,
                std::string& out) {
  text::JsonWriter json(out);
  json.begin_object();
  for (size_t i = 0; i < names.size(); ++i) {
    json.key(names[i]);
    if (i < row.cells.size() && std::ranges::find(nulls, row.cells[i]) == nulls.end())
      json.string(row.cells[i]);
    else
      json.null();
  }
  json.end_object();
  out += '\n';
}

}  // namespace

CsvLines::CsvLines(const Decoder& decoder)
    : reader_({decoder.csv_delimiter[0], '"'}), nulls_(decoder.nulls) {}

void CsvLines::take(std::string& out) {
  while (reader_.next()) {
    const text::CsvRow& row = reader_.row();
    if (is_blank(row)) continue;
    if (names_.empty())
      names_.assign(row.cells.begin(), row.cells.end());
    else if (is_wider(row, names_.size()))
      wide_.push_back(told(row));
    else
      append_row(row, names_, nulls_, out);
  }
}

CsvLines::WideRow CsvLines::told(const text::CsvRow& row) const {
  WideRow out{"", row.cells.size(), names_.size()};
  text::JsonWriter json(out.told);
  json.begin_object();
  for (size_t i = 0; i < names_.size(); ++i) json.key(names_[i]).string(row.cells[i]);
  json.key("").begin_array();
  for (size_t i = names_.size(); i < row.cells.size(); ++i) json.string(row.cells[i]);
  json.end_array().end_object();
  return out;
}

void CsvLines::feed(std::string_view csv, std::string& out) {
  reader_.feed(csv);
  take(out);
}

void CsvLines::finish(std::string& out) {
  reader_.finish();
  take(out);
  if (reader_.problem())
    data_failure("bad_csv", {{"line", std::to_string(reader_.problem()->line)}, {"reason", "unclosed quote"}});
}

}  // namespace musubi::http
