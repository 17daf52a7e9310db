// Printing for people and for machines.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/app/command.hpp"

namespace musubi {

/// Lines of cells, columns aligned by display width (a kanji is two wide): to the right where all cells below the heading, which is
/// the first row, are numbers, else to the left.
class Grid {
 public:
  /// A line break in a cell becomes ↵, another control character its picture.
  void add(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }
  /// One line a row. Cells wider than `widest` are cut with an ellipsis, but for the last of a row.
  std::vector<std::string> lines(size_t widest = 60) const;
  /// The same as one text.
  std::string text(size_t widest = 60) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// A failure as a person reads it: the sentence, then who must act, on stderr; as JSON with --json.
void print_failure(const Context& context, const Message& message);

/// `text` as a JSON string with quotes.
std::string json_text(std::string_view text);

/// A progress bar on a terminal, plain lines elsewhere; at most ten times a second. `done` counts `unit`; rate and time left are
/// said where `total` is known.
class Progress {
 public:
  Progress(const Context& context, std::string label);
  ~Progress();
  void at(int64_t done, int64_t total);

 private:
  void draw(int64_t done, int64_t total);
  const Context& context_;
  std::string label_;
  bool terminal_, drawn_ = false;
  Time started_, last_{};
};

}  // namespace musubi
