// Cuts don't change the rows; what is written reads back; guessing a dialect ends.
#include <vector>

#include "core/text/csv.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi::text;
using musubi::fuzz::require;

struct Row {
  std::vector<std::string> cells;
  uint64_t number, line, offset;
  bool stray, ended;
  bool operator==(const Row&) const = default;
};

struct Reading {
  std::vector<Row> rows;
  std::optional<CsvProblem> problem;
};

void take(CsvReader& reader, Reading& reading) {
  while (reader.next()) {
    const CsvRow& row = reader.row();
    reading.rows.push_back(
        {{row.cells.begin(), row.cells.end()}, row.number, row.line, row.offset, row.stray, row.ended});
  }
}

Reading read(std::string_view file, Dialect dialect, CsvLimits limits, uint32_t seed) {
  Reading reading;
  CsvReader reader(dialect, limits);
  auto feed = [&](std::string_view chunk) {
    reader.feed(chunk);
    take(reader, reading);
  };
  if (seed == 0) {
    feed(file);
  } else {
    musubi::fuzz::in_chunks(file, seed, feed);
  }
  reader.finish();
  take(reader, reading);
  reading.problem = reader.problem();
  return reading;
}

void check_rows(std::string_view file, const Reading& reading) {
  uint64_t number = 0, line = 0, offset = 0;
  for (const Row& row : reading.rows) {
    require(row.number == ++number && row.line > line && !row.cells.empty());
    require(row.offset < file.size() && (number == 1 ? row.offset == 0 : row.offset > offset));
    line = row.line;
    offset = row.offset;
  }
  if (reading.problem) require(reading.problem->row == number + 1 && reading.problem->offset < file.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view file = musubi::fuzz::text_of(bytes, size);
  const uint8_t choice = musubi::fuzz::take_byte(file);
  const Dialect dialect{",\t;|"[choice & 3], "\"'\0\""[choice >> 2 & 3]};
  const CsvLimits limits = (choice & 16) != 0 ? CsvLimits{4, 40} : CsvLimits{};
  const Reading whole = read(file, dialect, limits, 0);
  const Reading cut = read(file, dialect, limits, static_cast<uint32_t>(size) * 256u + choice + 1u);
  require(whole.rows == cut.rows && whole.problem.has_value() == cut.problem.has_value());
  if (whole.problem) {
    require(whole.problem->fault == cut.problem->fault && whole.problem->offset == cut.problem->offset &&
            whole.problem->line == cut.problem->line && whole.problem->row == cut.problem->row);
  }
  check_rows(file, whole);

  std::string written;
  for (const Row& row : whole.rows) append_csv_row(written, row.cells, {dialect, (choice & 32) != 0, false});
  const Reading back = read(written, dialect, {}, 0);
  require(!back.problem && back.rows.size() == whole.rows.size());
  for (size_t i = 0; i < back.rows.size(); ++i) {
    if (dialect.quote != '\0') require(back.rows[i].cells == whole.rows[i].cells && !back.rows[i].stray);
  }
  guess_dialect(file);
  return 0;
}
