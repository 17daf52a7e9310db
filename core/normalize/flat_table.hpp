// A table by 64-bit hashes that is filled once and read often.
#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace musubi::normalize {

/// Values by hash, Value() where there is none; a flat table with room to spare.
template <class Value>
class FlatTable {
 public:
  Value& operator[](uint64_t hash) {
    if (used_ * 2 >= slots_.size()) grow();
    Slot& slot = slots_[place(hash)];
    used_ += slot.hash == 0;
    slot.hash = hash;
    return slot.value;
  }
  const Value& at(uint64_t hash) const { return slots_[place(hash)].value; }

 private:
  struct Slot {
    uint64_t hash = 0;
    Value value{};
  };
  size_t place(uint64_t hash) const {
    size_t i = hash & (slots_.size() - 1);
    while (slots_[i].hash && slots_[i].hash != hash) i = (i + 1) & (slots_.size() - 1);
    return i;
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    std::swap(old, slots_);
    for (const Slot& slot : old)
      if (slot.hash) slots_[place(slot.hash)] = slot;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  size_t used_ = 0;
};

}  // namespace musubi::normalize
