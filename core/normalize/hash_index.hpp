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
  size_t slot_of(uint64_t hash) const;

  std::vector<Entry> entries_;
  std::vector<uint64_t> hashes_;  // of each slot, 0 if empty
  std::vector<uint32_t> starts_, counts_, values_;
};

}  // namespace musubi::normalize
