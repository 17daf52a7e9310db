// The windows of a slice: its stretch of time, whole or in parts, and where its pages begin anew.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/cursor.hpp"
#include "connectors/http/read/page_size.hpp"
#include "connectors/http/read/record.hpp"
#include "connectors/http/read/slice.hpp"

namespace musubi::http {

/// What a source can ask of the slice of a stream that lets it (Stream::again).
class Windows {
 public:
  /// `stream` outlives it. Throws Trouble.
  Windows(const Stream& stream, const Scope& scope, Slice whole);

  /// The window that is read, as its records see it; and the same from the record on at which its pages began anew.
  const Slice& window() const { return window_.slice; }
  const Slice& asked() const { return asked_ ? *asked_ : window_.slice; }
  bool is_narrowed() const { return asked_.has_value(); }

  /// A page of the paginator's size `whole` is refused: PageSize::reduce.
  std::chrono::milliseconds reduce(std::optional<int64_t> whole, const std::string& said);
  void took_page();
  /// Nothing: the paginator's own size.
  std::optional<int64_t> page_size() const { return size_ ? size_->now() : std::nullopt; }

  /// A record that came, once it was passed on.
  void observe(const Record& record);
  /// Whether so many records came that the pages begin anew, asked or not.
  bool is_full() const;
  /// The pages of this window begin anew. Throws Failure MU_DATA where what is asked for would be no other than before.
  void begin_anew();
  /// The window becomes two; next() gives the first. Throws Failure MU_TRANSIENT where it is too small for that.
  void split(const std::string& said);
  /// Moves on to the next window; false where there is none.
  bool next();

 private:
  struct Window {
    Slice slice;
    int depth = 0;
  };
  std::optional<Slice> narrowed() const;
  bool watches_cursor() const { return cursor_ && of_.reset && of_.reset->by_cursor; }
  std::optional<std::pair<Json, Json>> halves(const Json& times) const;
  void uncount(const std::optional<Moment>& from);

  const Stream& stream_;
  const ReadingAgain& of_;
  std::optional<Cursor> cursor_;
  std::string field_;
  std::deque<Window> waiting_;
  Window window_;
  std::optional<Slice> asked_;
  std::optional<PageSize> size_;
  std::optional<Moment> newest_;
  struct Row {
    uint32_t* equals;
    std::optional<Moment> time;
  };
  std::vector<Row> rows_;  // of this window, without keys
  int64_t records_ = 0;
  int anew_ = 0, unchanged_ = 0;
};

}  // namespace musubi::http
