#include <algorithm>

#include "core/text/csv.hpp"
#include "core/text/scan.hpp"

namespace musubi::text {
namespace {

// Line ends in a piece of a quoted cell: LF, CRLF or CR; `last_cr` carries a CR over to the next piece.
uint64_t count_lines(std::string_view piece, bool& last_cr) {
  if (piece.empty()) return 0;
  if (piece.find('\r') == std::string_view::npos) {
    const auto count = static_cast<uint64_t>(std::count(piece.begin(), piece.end(), '\n'));
    const bool same = last_cr && piece.front() == '\n';
    last_cr = false;
    return count - (same ? 1 : 0);
  }
  uint64_t count = 0;
  for (const char c : piece) {
    count += c == '\r' || (c == '\n' && !last_cr);
    last_cr = c == '\r';
  }
  return count;
}

// What a run of plain characters ends at. Where nothing is quoted, LF stands in for the quote.
Stops<4> plain_stops(Dialect dialect) {
  return {{dialect.delimiter, dialect.quote == '\0' ? '\n' : dialect.quote, '\r', '\n'}};
}

}  // namespace

CsvReader::CsvReader(Dialect dialect, CsvLimits limits) : dialect_(dialect), limits_(limits) {}

void CsvReader::feed(std::string_view chunk) {
  chunk_offset_ += chunk_.size();
  chunk_ = chunk;
  at_ = 0;
}

void CsvReader::finish() {
  finished_ = true;
}

bool CsvReader::next() {
  while (!problem_) {
    if (at_ == chunk_.size()) return finished_ && at_end();
    if (step()) return true;
  }
  return false;
}

// Takes at least one byte; true where a row stands complete.
bool CsvReader::step() {
  const char c = chunk_[at_];
  switch (state_) {
    case State::after_cr:
      state_ = State::row_start;
      if (c == '\n') ++at_;
      return false;
    case State::row_start:
      begin_row();
      if (quick_row()) return true;
      [[fallthrough]];
    case State::cell_start:
      state_ = State::plain;
      if (c != dialect_.quote || c == '\0') return false;
      state_ = State::quoted;
      quote_line_ = line_;
      quote_offset_ = offset();
      last_cr_ = false;
      ++at_;
      return false;
    case State::quoted:
      take_quoted();
      return false;
    case State::quote_in_quoted:
      if (c == dialect_.quote) {
        append({&c, 1});
        state_ = State::quoted;
        last_cr_ = false;
        ++at_;
        return false;
      }
      state_ = State::plain;
      row_.stray |= c != dialect_.delimiter && c != '\r' && c != '\n';
      return false;
    case State::plain:
      take_plain();
      return at_ < chunk_.size() && !problem_ && end_cell(chunk_[at_]);
  }
  return false;
}

void CsvReader::begin_row() {
  text_.clear();
  ends_.clear();
  row_.number += 1;
  row_.line = line_;
  row_.offset = offset();
  row_.stray = false;
  row_.ended = true;
}

// A row that lies whole in the chunk and has no quotes but around cells, without any line break or quote in
// them, is borrowed as it stands. Else nothing is taken.
bool CsvReader::quick_row() {
  const Stops<4> stops = plain_stops(dialect_);
  const std::string_view chunk = chunk_.substr(0, at_ + std::min(limits_.row_bytes, chunk_.size() - at_));
  row_.cells.clear();
  for (size_t at = at_;;) {
    size_t begin = at, end = find_stop(chunk, at, stops);
    if (end == chunk.size()) return false;
    at = end;
    if (chunk[at] == dialect_.quote && dialect_.quote != '\0') {
      if (end != begin) return false;
      end = find_stop(chunk, ++begin, Stops<3>{{dialect_.quote, '\r', '\n'}});
      at = end + 1;
      if (at >= chunk.size() || chunk[end] != dialect_.quote) return false;
    }
    const char c = chunk[at];
    const bool last = c == '\r' || c == '\n';
    if ((!last && c != dialect_.delimiter) || row_.cells.size() == limits_.cells) return false;
    row_.cells.push_back(chunk.substr(begin, end - begin));
    ++at;
    if (!last) continue;
    at_ = at;
    ++line_;
    state_ = c == '\r' ? State::after_cr : State::row_start;
    return true;
  }
}

void CsvReader::take_plain() {
  const Stops<4> stops = plain_stops(dialect_);
  for (;;) {
    const size_t begin = at_;
    at_ = find_stop(chunk_, at_, stops);
    append(chunk_.substr(begin, at_ - begin));
    if (at_ == chunk_.size() || problem_) return;
    const char c = chunk_[at_];
    if (c != dialect_.quote || c == '\0') return;
    row_.stray = true;
    append({&c, 1});
    ++at_;
  }
}

void CsvReader::take_quoted() {
  const size_t quote = std::min(chunk_.find(dialect_.quote, at_), chunk_.size());
  const std::string_view piece = chunk_.substr(at_, quote - at_);
  line_ += count_lines(piece, last_cr_);
  at_ = quote;
  append(piece);
  if (at_ == chunk_.size()) return;
  ++at_;
  state_ = State::quote_in_quoted;
}

void CsvReader::append(std::string_view bytes) {
  if (text_.size() + bytes.size() > limits_.row_bytes) {
    fail(CsvFault::row_too_long, row_.line, row_.offset);
    return;
  }
  text_.append(bytes);
}

void CsvReader::close_cell() {
  ends_.push_back(text_.size());
  if (ends_.size() > limits_.cells) fail(CsvFault::too_many_cells, row_.line, row_.offset);
}

// `c` is what a plain cell ended at: a delimiter, CR or LF.
bool CsvReader::end_cell(char c) {
  ++at_;
  close_cell();
  if (c == dialect_.delimiter) {
    state_ = State::cell_start;
    return false;
  }
  ++line_;
  state_ = c == '\r' ? State::after_cr : State::row_start;
  return end_row(true);
}

bool CsvReader::end_row(bool ended) {
  if (problem_) return false;
  row_.ended = ended;
  row_.cells.clear();
  size_t begin = 0;
  for (const size_t end : ends_) {
    row_.cells.emplace_back(text_.data() + begin, end - begin);
    begin = end;
  }
  return true;
}

bool CsvReader::at_end() {
  switch (state_) {
    case State::row_start:
    case State::after_cr:
      return false;
    case State::quoted:
      fail(CsvFault::unclosed_quote, quote_line_, quote_offset_);
      return false;
    default:
      close_cell();
      state_ = State::row_start;
      return end_row(false);
  }
}

void CsvReader::fail(CsvFault fault, uint64_t line, uint64_t offset) {
  if (!problem_) problem_ = CsvProblem{fault, row_.number, line, offset};
}

}  // namespace musubi::text
