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
  /// One block among the holders: `leading` of them are compared with all, the rest with the leading alone.
  struct Block {
    uint32_t from, size, leading;
  };
  struct Blocks {
    std::vector<uint32_t> holders;  // by block; the leading ones first, each part ascending
    std::vector<Block> blocks;

    void add(uint64_t key, std::span<const uint32_t> places, const FeatureSet& features, const Model& model);
    /// Those who are known by a value alone, and its other holders.
    void add_lone(std::span<const uint32_t> lone, std::span<const uint32_t> common, const FeatureSet& features, const Model& model);
  };
  void put_together(std::vector<Blocks> parts, unsigned threads);
  void index(size_t places, unsigned threads);

  Blocks all_;
  std::vector<uint32_t> starts_;    // by place: where its blocks begin in of_place_
  std::vector<uint32_t> of_place_;  // numbers of blocks
};

}  // namespace musubi::resolving
