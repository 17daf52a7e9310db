#include "core/text/csv.hpp"

#include <algorithm>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/decode.hpp"
#include "core/text/json.hpp"

namespace musubi::http {
namespace {

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
    : reader_({decoder.csv_delimiter.size() == 1 ? decoder.csv_delimiter[0] : ',', '"'}), nulls_(decoder.nulls) {
  if (decoder.csv_delimiter.size() != 1) data_failure("bad_csv", {{"line", "1"}, {"reason", "delimiter"}});
}

void CsvLines::take(std::string& out) {
  while (reader_.next()) {
    if (is_blank(reader_.row())) continue;
    if (names_.empty())
      names_.assign(reader_.row().cells.begin(), reader_.row().cells.end());
    else
      append_row(reader_.row(), names_, nulls_, out);
  }
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
