// Who shares a key with whom, for a whole list.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/resolve/resolve.hpp"

namespace musubi::resolving {

/// The blocks of two holders or more that yield candidates. Immutable once made; thread-safe.
class BlocksInMemory {
 public:
  BlocksInMemory(const FeatureSet& features, const Model& model, unsigned threads);

  /// The candidates of `place` behind it, ascending, each once.
  void partners(uint32_t place, std::vector<uint32_t>& out) const;

 private:
  /// Who holds a key, in 12 bytes.
  struct Held {
    uint32_t high, low, place;
    uint64_t key() const { return uint64_t(high) << 32 | low; }
  };
  using Part = std::vector<Held>;
  /// One block in holders_: leading_ of them are compared with all, the rest with the leading alone.
  struct Block {
    uint32_t from, size, leading;
  };
  void take(const Part& held, const FeatureSet& features, const Model& model);
  void add(uint64_t key, std::span<const Held> holders, const FeatureSet& features, const Model& model);
  void index(size_t places);

  std::vector<uint32_t> holders_;   // by block; the leading ones first, each part ascending
  std::vector<Block> blocks_;
  std::vector<uint32_t> starts_;    // by place: where its blocks begin in of_place_
  std::vector<uint32_t> of_place_;
};

}  // namespace musubi::resolving
