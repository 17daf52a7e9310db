// A row of a list on its way from a format's reader to the records.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/sdk/connector.hpp"

namespace musubi::file {

/// `number` as a spreadsheet counts, 1 = first.
struct Row {
  int64_t number = 0;
  std::vector<std::string> cells;
  std::vector<std::pair<size_t, std::string>>
      merged;                // columns that a cell above reaches down into, and what it holds
  bool undecodable = false;  // bytes that are no text in the file's encoding became U+FFFD
  bool stray = false;        // a quote where none belongs
  bool ended = true;         // false: the file stops behind it without a line end
  bool recovered = false;    // stands behind a quote that was never closed: trust it only if it fits
};

/// What takes the rows of a list, in order.
class RowConsumer {
 public:
  virtual ~RowConsumer() = default;
  /// False: no more rows are wanted.
  virtual bool row(Row& row) = 0;
  /// A stretch of the file that could not be parted into cells; `raw` as it was found, the sentence's id and
  /// arguments.
  virtual void unreadable(int64_t number, std::string_view raw, const std::string& id, Pairs args) = 0;
};

}  // namespace musubi::file
