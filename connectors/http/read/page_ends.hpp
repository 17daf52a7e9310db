// Which pages are the last of a list, where a page may be short for another reason: the source gives fewer records a page than it
// is asked for.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "connectors/http/read/json_scan.hpp"

namespace musubi::http {

/// What the pages of one read have shown. Pure.
class PageEnds {
 public:
  /// Whether records may stand behind a page of so many, fewer than it was asked for.
  bool may_go_on(int64_t count) const { return is_full(count) || count > ended_ || (full_ && ended_ >= *full_); }
  /// Whether records were found behind a page that was no larger.
  bool is_full(int64_t count) const { return full_ && count >= *full_; }
  /// What to ask for where the manifest says `size`: no more than the source gives.
  int64_t fitting(int64_t size) const { return limit_ && *limit_ < size ? *limit_ : size; }

  /// What a read to come may know from the start; 0: nothing.
  int64_t known() const { return full_ ? 0 : ended_; }
  void know(int64_t ended) { ended_ = ended; }

  /// A page was as large as it was asked for: a shorter one is the last.
  void was_whole(int64_t count) { ended_ = ended_ < count - 1 ? count - 1 : ended_; }
  /// Nothing stood behind a page of so many.
  void ended(int64_t count) { ended_ = ended_ < count ? count : ended_; }
  /// Records did. True the first time.
  bool went_on(int64_t count);

 private:
  int64_t ended_ = 0;                    // so many, and fewer, were the last
  std::optional<int64_t> full_, limit_;  // the fewest behind which more stood; the first of them
};

/// Whether an answer says of itself that nothing follows: one of the usual members, at its top or in one of the usual objects there,
/// is null or false. `top`: its members.
bool says_it_is_last(const std::vector<JsonMember>& top);

}  // namespace musubi::http
