// Character-separated values, read and written as a state machine over UTF-8 (bytes ≥ 0x80 and NUL pass as
// they are).
//
//   file  = [row *(end row)] [end]       end = CRLF | LF | CR, outside quotes
//   row   = cell *(delimiter cell)
//   cell  = quote *(char | quote quote) quote [*loose] | *loose
//
// A quote inside an unquoted cell, or text behind a closing quote, is kept as it stands and the row is marked
// `stray`. Delimiter and quote are ASCII. One object is used by one thread at a time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::text {

struct Dialect {
  char delimiter = ',';
  char quote = '"';  // '\0': nothing is quoted
  bool operator==(const Dialect&) const = default;
};

/// The dialect a sample (the file's first few hundred KiB; may be cut in mid-row) is most likely written in:
/// comma, tab, semicolon or pipe by how evenly they part the rows; `"`, `'` or no quotes. A sample without
/// delimiters is comma.
Dialect guess_dialect(std::string_view sample);

/// Where reading has to end; both are generous enough for real lists.
struct CsvLimits {
  size_t cells = 16'384;  // per row, as many as a spreadsheet has
  size_t row_bytes = 256 * 1024 * 1024;
};

enum class CsvFault : uint8_t { unclosed_quote, too_many_cells, row_too_long };

/// Why reading ended early: in which row (from 1), and at which line (from 1) and byte of the file the quote
/// opened or the row began.
struct CsvProblem {
  CsvFault fault;
  uint64_t row, line, offset;
};

/// One row. The cells are borrowed from the reader until its next call.
struct CsvRow {
  std::vector<std::string_view> cells;  // at least one; a blank line is one empty cell
  uint64_t number = 0;                  // from 1, blank lines included
  uint64_t line = 0;                    // of the file, where the row begins, from 1
  uint64_t offset = 0;                  // in bytes, likewise
  bool stray = false;                   // a quote where none belongs: cells may have run together
  bool ended = true;  // false: the file stops behind this row without a line end (maybe cut off)
};

/// Reads rows from chunks that may be cut anywhere; the rows don't depend on the cuts.
///   reader.feed(chunk); while (reader.next()) use(reader.row());      … for each chunk, then
///   reader.finish();    while (reader.next()) use(reader.row());      if (reader.problem()) …
class CsvReader {
 public:
  explicit CsvReader(Dialect dialect, CsvLimits limits = {});
  /// `chunk` must live until next() has returned false.
  void feed(std::string_view chunk);
  /// No more chunks.
  void finish();
  /// Whether a further row stands complete. About 1 GB/s. False for ever once there is a problem; then the
  /// row in which it happened is not given out.
  bool next();
  const CsvRow& row() const { return row_; }
  /// Whether what has been fed and read ends at the end of a row (or nothing has been).
  bool between_rows() const { return !problem_ && (state_ == State::row_start || state_ == State::after_cr); }
  const std::optional<CsvProblem>& problem() const { return problem_; }

 private:
  enum class State : uint8_t { row_start, cell_start, plain, quoted, quote_in_quoted, after_cr };
  bool step();
  bool quick_row();
  void begin_row();
  void take_plain();
  void take_quoted();
  bool end_cell(char c);
  bool end_row(bool ended);
  bool at_end();
  void append(std::string_view bytes);
  void close_cell();
  void fail(CsvFault fault, uint64_t line, uint64_t offset);
  uint64_t offset() const { return chunk_offset_ + at_; }

  Dialect dialect_;
  CsvLimits limits_;
  State state_ = State::row_start;
  std::string_view chunk_;
  size_t at_ = 0;  // in chunk_
  uint64_t chunk_offset_ = 0;
  bool finished_ = false;
  std::string text_;  // the row's cells, one behind the other, where they can't be borrowed from chunk_
  std::vector<size_t> ends_;  // of each cell in text_
  uint64_t line_ = 1;
  uint64_t quote_line_ = 0, quote_offset_ = 0;
  bool last_cr_ = false;  // a CR inside quotes: its LF is the same line end
  CsvRow row_;
  std::optional<CsvProblem> problem_;
};

/// How rows are written.
struct CsvStyle {
  Dialect dialect;
  bool crlf = true;  // what Excel writes
  bool defuse =
      false;  // put ' before cells that a spreadsheet would run (= + - @ tab CR), plain numbers excepted
};

/// Appends a row with its line end to `out`; quotes what needs it, so that CsvReader reads the same cells
/// back (with quote '\0' delimiters and line breaks become spaces).
void append_csv_row(std::string& out, const std::vector<std::string_view>& cells, const CsvStyle& style = {});
void append_csv_row(std::string& out, const std::vector<std::string>& cells, const CsvStyle& style = {});

}  // namespace musubi::text
