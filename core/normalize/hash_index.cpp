#include "core/normalize/hash_index.hpp"

#include <utility>

namespace musubi::normalize {

size_t HashIndex::slot_of(uint64_t hash) const {
  const size_t mask = hashes_.size() - 1;
  size_t slot = hash & mask;
  while (hashes_[slot] && hashes_[slot] != hash) slot = (slot + 1) & mask;
  return slot;
}

void HashIndex::close() {
  size_t size = 16;
  while (size < entries_.size() * 2) size *= 2;
  hashes_.assign(size, 0);
  starts_.assign(size, 0);
  counts_.assign(size, 0);
  for (const Entry& e : entries_) {
    size_t slot = slot_of(e.hash);
    hashes_[slot] = e.hash;
    ++counts_[slot];
  }
  uint32_t start = 0;
  for (size_t slot = 0; slot < size; ++slot) {
    starts_[slot] = start;
    start += std::exchange(counts_[slot], 0);
  }
  values_.resize(entries_.size());
  for (const Entry& e : entries_) {
    size_t slot = slot_of(e.hash);
    uint32_t* next = &values_[starts_[slot] + counts_[slot]];
    if (counts_[slot] && next[-1] == e.value) continue;
    *next = e.value;
    ++counts_[slot];
  }
  entries_ = {};
}

std::span<const uint32_t> HashIndex::find(uint64_t hash) const {
  if (hashes_.empty()) return {};
  size_t slot = slot_of(hash);
  if (!hashes_[slot]) return {};
  return std::span(values_).subspan(starts_[slot], counts_[slot]);
}

}  // namespace musubi::normalize
