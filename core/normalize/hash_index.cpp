#include "core/normalize/hash_index.hpp"

#include <algorithm>

namespace musubi::normalize {

size_t HashIndex::slot_of(uint64_t hash) const {
  const size_t mask = hashes_.size() - 1;
  size_t slot = hash & mask;
  while (hashes_[slot] && hashes_[slot] != hash) slot = (slot + 1) & mask;
  return slot;
}

void HashIndex::close() {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
  size_t size = 16;
  while (size < entries_.size() * 2) size *= 2;
  hashes_.assign(size, 0);
  starts_.assign(size, 0);
  counts_.assign(size, 0);
  for (const Entry& e : entries_) {
    size_t slot = slot_of(e.hash);
    if (!hashes_[slot]) hashes_[slot] = e.hash, starts_[slot] = uint32_t(values_.size());
    if (counts_[slot] && values_.back() == e.value) continue;
    values_.push_back(e.value);
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
