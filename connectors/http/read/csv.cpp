#include "core/text/csv.hpp"

#include "connectors/http/fail.hpp"
#include "connectors/http/read/decode.hpp"
#include "core/text/json.hpp"

namespace musubi::http {
namespace {

bool is_blank(const text::CsvRow& row) {
  return row.cells.size() == 1 && row.cells[0].empty();
}

void append_row(const text::CsvRow& row, const std::vector<std::string>& names, std::string& out) {
  text::JsonWriter json(out);
  json.begin_object();
  for (size_t i = 0; i < names.size(); ++i) {
    json.key(names[i]);
    if (i < row.cells.size())
      json.string(row.cells[i]);
    else
      json.null();
  }
  json.end_object();
  out += '\n';
}

}  // namespace

std::string json_lines_of_csv(std::string_view csv, const Decoder& decoder) {
  if (decoder.csv_delimiter.size() != 1) data_failure("bad_csv", {{"line", "1"}, {"reason", "delimiter"}});
  text::CsvReader reader({decoder.csv_delimiter[0], '"'});
  std::string out;
  std::vector<std::string> names;
  auto take = [&] {
    while (reader.next()) {
      if (is_blank(reader.row())) continue;
      if (names.empty())
        names.assign(reader.row().cells.begin(), reader.row().cells.end());
      else
        append_row(reader.row(), names, out);
    }
  };
  reader.feed(csv);
  take();
  reader.finish();
  take();
  if (reader.problem())
    data_failure("bad_csv", {{"line", std::to_string(reader.problem()->line)}, {"reason", "unclosed quote"}});
  return out;
}

}  // namespace musubi::http
