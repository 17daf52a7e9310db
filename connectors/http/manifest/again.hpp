// How a slice is read again, in part or in other parts, where the source asks for that.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// pagination_reset: the pages begin anew.
struct PageReset {
  bool by_cursor = false;          // SPLIT_USING_CURSOR: from the newest record on
  std::optional<int64_t> records;  // after so many, though nobody asked for it
};

/// page_size_reduction: the same page, smaller.
struct PageReduction {
  double factor = 2;
  int64_t smallest = 1;
  int64_t most = 5;         // in a row, without a page between them
  double seconds = 0.5;     // before the first of a row; before the second twice as long
  int64_t unchanged = 0;    // so often a page that can be no smaller is asked for again
  bool restores = false;    // the size, after a page
  std::string advice;       // the manifest's own sentence
};

/// request_window_splitting: two stretches of time in place of one.
struct WindowSplitting {
  std::optional<int64_t> smallest;  // microseconds: one of that length or shorter is not split
  std::string advice;
};

struct ReadingAgain {
  std::optional<PageReset> reset;
  std::optional<PageReduction> reduction;
  std::optional<WindowSplitting> splitting;
  bool restarts = false;  // pages may begin anew, so that none of them is a place to go on from later
};

}  // namespace musubi::http
