#include "connectors/file/delimited.hpp"

#include <algorithm>
#include <optional>

namespace musubi::file {
namespace {

constexpr std::string_view kReplaced = "\xEF\xBF\xBD";
constexpr int kMostRecoveries = 8;
constexpr size_t kRawLimit = 64 * 1024;

/// Where a pass begins: at the beginning, or behind the line of an earlier pass's problem, which is then
/// reported with what stands in that line.
struct Start {
  const char* sentence = nullptr;  // of the problem; null: at the beginning
  uint64_t problem = 0;            // its byte in the decoded text
  int64_t row = 0;                 // and row
  uint64_t line = 0;               // and line
  bool give_up = false;            // all that follows is held with it
};

/// One pass over the file.
class Pass {
 public:
  Pass(ByteFile& file, text::Encoding encoding, text::Dialect dialect, RowConsumer& rows, Start start)
      : file_(file),
        decoder_(encoding),
        reader_(dialect),
        rows_(rows),
        start_(start),
        skipping_(start.sentence) {}

  void run() {
    file_.rewind();
    std::string decoded;
    for (std::string_view chunk = file_.next(); wanted_ && !chunk.empty() && !reader_.problem();
         chunk = file_.next()) {
      decoded.clear();
      decoder_.decode(chunk, decoded);
      feed(decoded);
    }
    decoded.clear();
    decoder_.finish(decoded);
    feed(decoded);
    if (skipping_) report();
    reader_.finish();
    drain();
  }
  const std::optional<text::CsvProblem>& problem() const { return reader_.problem(); }
  bool wanted() const { return wanted_; }
  /// Where the fed text begins, in bytes of the decoded text.
  uint64_t origin() const { return origin_; }

 private:
  void feed(std::string_view text) {
    if (skipping_) text = skip(text);
    if (skipping_) return;
    reader_.feed(text);
    drain();
  }

  std::string_view skip(std::string_view text) {
    uint64_t begin = seen_;
    seen_ += text.size();
    size_t from = std::min<uint64_t>(start_.problem - std::min(start_.problem, begin), text.size());
    size_t before = text.substr(0, from).rfind('\n');
    if (before != text.npos) line_.clear();
    size_t line_begin = before == text.npos ? 0 : before + 1;
    size_t end = from < text.size() && !start_.give_up ? text.find('\n', from) : text.npos;
    std::string_view more = text.substr(line_begin, end == text.npos ? end : end - line_begin);
    line_.append(more.substr(0, kRawLimit - std::min(kRawLimit, line_.size())));
    if (end == text.npos) return {};
    origin_ = begin + end + 1;
    report();
    return text.substr(end + 1);
  }

  void report() {
    skipping_ = false;
    if (line_.ends_with('\r')) line_.pop_back();
    rows_.unreadable(start_.row, line_, start_.sentence, {{"line", std::to_string(start_.line)}});
  }

  void drain() {
    while (wanted_ && reader_.next()) {
      const text::CsvRow& from = reader_.row();
      row_.number = start_.row + static_cast<int64_t>(from.number);
      row_.cells.resize(from.cells.size());
      row_.undecodable = false;
      for (size_t i = 0; i < from.cells.size(); ++i) {
        row_.cells[i].assign(from.cells[i]);
        if (decoder_.bad() && from.cells[i].find(kReplaced) != std::string_view::npos)
          row_.undecodable = true;
      }
      row_.stray = from.stray;
      row_.ended = from.ended;
      row_.recovered = start_.sentence;
      wanted_ = rows_.row(row_);
    }
  }

  ByteFile& file_;
  text::Decoder decoder_;
  text::CsvReader reader_;
  RowConsumer& rows_;
  Start start_;
  bool skipping_, wanted_ = true;
  uint64_t seen_ = 0, origin_ = 0;
  std::string line_;
  Row row_;
};

const char* sentence(text::CsvFault fault) {
  switch (fault) {
    case text::CsvFault::unclosed_quote:
      return "open_quote";
    case text::CsvFault::too_many_cells:
      return "too_many_cells";
    case text::CsvFault::row_too_long:
      return "row_too_big";
  }
  return "open_quote";
}

}  // namespace

void read_delimited(ByteFile& file, text::Encoding encoding, text::Dialect dialect, RowConsumer& rows) {
  Start start;
  for (int tries = 0;; ++tries) {
    Pass pass(file, encoding, dialect, rows, start);
    pass.run();
    if (!pass.problem() || !pass.wanted()) return;
    const text::CsvProblem& problem = *pass.problem();
    start = {sentence(problem.fault), pass.origin() + problem.offset,
             start.row + static_cast<int64_t>(problem.row), start.line + problem.line,
             tries == kMostRecoveries};
  }
}

}  // namespace musubi::file
