// Records that come on two pages of one slice: pages under an order with ties, or of a list that changes meanwhile, overlap and so leave
// others out.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace musubi::http {

/// Hashes, in as little memory as goes: 16 to 32 bytes each.
class HashesSeen {
 public:
  bool contains(uint64_t hash) const;
  void insert(uint64_t hash);
  size_t size() const { return size_; }

 private:
  size_t place_of(uint64_t hash) const;
  void grow();

  std::vector<uint64_t> slots_;  // 0: free; a power of two, at most half of them taken
  size_t size_ = 0;
};

class PagedTwice {
 public:
  /// The next record of the page at hand, by a hash of its key, whose lowest bit does not count.
  void see(uint64_t name) { page_.push_back(name | 1); }
  /// That page has ended: how many of its records came on an earlier page as well, of the last 32,768 at least. Where what it begins with is what the page before ended with, in the same order, the list has grown at its
  /// front: nothing is missing, and these count for nothing. Nor does a page that has nothing new: what some sources give past the end.
  size_t turn();
  /// Pages begin anew: what came so far comes again.
  void begin_anew();

 private:
  size_t moved_down() const;

  std::vector<uint64_t> page_, before_;
  std::array<HashesSeen, 2> seen_;  // of pages before; the second is the older one
};

}  // namespace musubi::http
