#include "connectors/file/mdb_book.hpp"

#include <functional>

#include "connectors/file/child_program.hpp"
#include "connectors/file/fail.hpp"
#include "core/text/csv.hpp"
#include "core/text/utf8.hpp"

namespace musubi::file {
namespace {

/// Throws where the program is not there or ends badly.
void read_by(std::vector<std::string> words, const std::string& file, const std::function<bool(std::string_view)>& take) {
  ChildProgram program({std::move(words), -1, {"MDB_JET3_CHARSET=CP932", "MDBICONV=UTF-8", "LC_ALL=C.UTF-8"}}, file);
  if (!program.started()) config_failure("no_mdbtools", {{"file", file}});
  if (program.read(take) != 0) data_failure("mdb_damaged", {{"file", file}});
}

}  // namespace

MdbBook::MdbBook(std::filesystem::path path, std::string file) : path_(std::move(path)), file_(std::move(file)) {
  std::string names;
  read_by({"mdb-tables", "-1", path_.string()}, file_, [&](std::string_view chunk) {
    names += chunk;
    return names.size() < 1'000'000;
  });
  for (size_t at = 0; at < names.size();) {
    size_t end = std::min(names.find('\n', at), names.size());
    if (end > at) sheets_.push_back({text::replace_invalid(names.substr(at, end - at)), false});
    at = end + 1;
  }
  if (sheets_.empty()) data_failure("mdb_damaged", {{"file", file_}});
}

void MdbBook::rows_of(size_t place, RowConsumer& rows) const {
  text::CsvReader reader({',', '"'});
  std::string piece;
  bool wanted = true;
  auto hand_on = [&] {
    while (wanted && reader.next()) {
      Row row;
      row.number = int64_t(reader.row().number);
      for (std::string_view cell : reader.row().cells) row.cells.push_back(text::replace_invalid(cell));
      wanted = rows.row(row);
    }
    return wanted;
  };
  read_by({"mdb-export", "-D", "%Y-%m-%d", "-T", "%Y-%m-%dT%H:%M:%S", "-b", "strip", path_.string(), sheets_[place].name}, file_, [&](std::string_view chunk) {
    piece = chunk;
    reader.feed(piece);
    return hand_on();
  });
  if (!wanted) return;
  reader.finish();
  hand_on();
}

}  // namespace musubi::file
