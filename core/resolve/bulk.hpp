// A whole list at once, in memory: candidates by key, pairs, customers. Gives what blocking_keys(), block_shape(),
// compare() and cluster() give one by one.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "core/resolve/resolve.hpp"

namespace musubi {

/// A pair of profiles by their places in the set, a < b, without its evidence, which compare() says again.
struct BulkPair {
  uint32_t a = 0, b = 0;
  double weight = 0;
  Band band = Band::no;
  friend bool operator==(const BulkPair&, const BulkPair&) = default;
};

/// The pairs of bands match and review among all that share a key, ascending. Holders of a large block are ranked by their
/// content. Cost: the keys and their holders in memory (about 12 bytes a key), one comparison per candidate. The result does
/// not depend on `threads`.
std::vector<BulkPair> bulk_pairs(const FeatureSet& features, const Model& model, unsigned threads);

/// The number of each place's customer, from 1 in the order in which they first appear. `pairs` are bulk_pairs(); `key_of`
/// names a profile for breaking ties.
using KeyOf = std::function<PartyKey(uint32_t place)>;
std::vector<uint32_t> bulk_clusters(const FeatureSet& features, const Model& model,
                                    const std::vector<BulkPair>& pairs, const KeyOf& key_of, unsigned threads);

}  // namespace musubi
