// How often each of many contents has come, by their digests, in little memory.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace musubi::process {

/// Counts digests: at most 17 bytes for each that is different, a step of growth included, where there are
/// many (of a million: 17 MB), and 16 KB in the beginning. Two contents of one digest (64 bits: one pair
/// among a hundred million has it by a chance of one in three thousand) are counted together. One thread at a
/// time.
class Ordinals {
 public:
  /// 1 for a digest that comes for the first time, 2 for the second … Constant, but for the growing of a
  /// part.
  uint32_t next(uint64_t digest);
  /// Bytes held.
  size_t memory() const;

 private:
  /// Open addressing by steps of one. The parts grow one at a time, so that no more than one is there twice.
  struct Part {
    std::vector<uint64_t> digests;  // 0: free
    std::vector<uint8_t> counts;    // beside them; 255: it stands in many_
    size_t used = 0;

    size_t place_of(uint64_t digest) const;
    void grow();
  };
  std::array<Part, 256> parts_;
  std::unordered_map<uint64_t, uint32_t> many_;
};

}  // namespace musubi::process
