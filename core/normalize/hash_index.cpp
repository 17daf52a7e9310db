#include "core/normalize/hash_index.hpp"

#include <utility>

namespace musubi::normalize {

size_t HashIndex::slot_of(uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  size_t slot = hash & mask;
  while (slots_[slot].hash && slots_[slot].hash != hash) slot = (slot + 1) & mask;
  return slot;
}

void HashIndex::close() {
  size_t size = 16;
  while (size < entries_.size() * 2) size *= 2;
  slots_.assign(size, {});
  for (const Entry& e : entries_) {
    Slot& slot = slots_[slot_of(e.hash)];
    slot.hash = e.hash;
    ++slot.count;
  }
  uint32_t start = 0;
  for (Slot& slot : slots_) {
    slot.start = start;
    start += std::exchange(slot.count, 0);
  }
  values_.resize(entries_.size());
  for (const Entry& e : entries_) {
    Slot& slot = slots_[slot_of(e.hash)];
    uint32_t* next = &values_[slot.start + slot.count];
    if (slot.count && next[-1] == e.value) continue;
    *next = e.value;
    ++slot.count;
  }
  entries_ = {};
}

std::span<const uint32_t> HashIndex::find(uint64_t hash) const {
  if (slots_.empty()) return {};
  const Slot& slot = slots_[slot_of(hash)];
  if (!slot.hash) return {};
  return std::span(values_).subspan(slot.start, slot.count);
}

}  // namespace musubi::normalize
