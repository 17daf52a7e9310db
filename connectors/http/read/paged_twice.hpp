// Records that come on two pages of one slice: pages under an order with ties, or of a list that changes meanwhile, overlap and so leave
// others out.
#pragma once
#include <array>
#include <cstdint>
#include <unordered_set>
#include <vector>

namespace musubi::http {

class PagedTwice {
 public:
  /// The next record of the page at hand, by a hash of its key.
  void see(uint64_t name) { page_.push_back(name); }
  /// That page has ended. Where what it begins with is what the page before ended with, in the same order, the list has grown at its
  /// front: nothing is missing, and these count for nothing. Nor does a page that has nothing new: what some sources give past the end.
  void turn();
  /// Pages begin anew: what came so far comes again.
  void begin_anew();
  /// Records that came on an earlier page as well, of the last 131,072 at least.
  size_t count() const { return count_; }

 private:
  size_t moved_down() const;

  std::vector<uint64_t> page_, before_;
  std::array<std::unordered_set<uint64_t>, 2> seen_;  // of pages before; the second is the older one
  size_t count_ = 0;
};

}  // namespace musubi::http
