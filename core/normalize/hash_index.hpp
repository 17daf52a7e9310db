// Numbers by 64-bit hash, several for one hash side by side.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace musubi::normalize {

/// Filled with add(), then closed once; after that find() may be called from any thread and takes about 10
/// ns. Two texts with one hash are taken for the same: with 64 bits and these tables the odds are below one
/// in a million.
class HashIndex {
 public:
  void add(uint64_t hash, uint32_t value) { entries_.push_back({hash, value}); }
  void close();
  /// In the order they were added, without neighbours that are equal; empty if there are none.
  std::span<const uint32_t> find(uint64_t hash) const;

 private:
  struct Entry {
    uint64_t hash;
    uint32_t value;
  };
  struct Slot {
    uint64_t hash = 0;  // 0: empty
    uint32_t start = 0, count = 0;
  };
  size_t slot_of(uint64_t hash) const;

  std::vector<Entry> entries_;
  std::vector<Slot> slots_;
  std::vector<uint32_t> values_;
};

}  // namespace musubi::normalize
