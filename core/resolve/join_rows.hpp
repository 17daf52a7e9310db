// Rows joined by what all members of two groups say of each other on average, not by one chain of likenesses.
#pragma once
#include <functional>

#include "core/resolve/row_candidates.hpp"

namespace musubi::resolving {

/// The weight of any two rows, in bits.
using RowWeight = std::function<double(uint32_t a, uint32_t b)>;

/// Group of each of `rows` rows: the number of its first row. From the heaviest pair to the lightest, two groups become
/// one where the mean weight between their members reaches `least`; one pair counts for at most three bits either way,
/// so that neither one perfect agreement nor one contradiction decides. Of large groups a fixed sample speaks. Ties fall by
/// row number. Cost: bounded per pair.
std::vector<uint32_t> join_rows(uint32_t rows, const std::vector<RowPair>& pairs, const std::vector<float>& weights, double least, const RowWeight& weight);

}  // namespace musubi::resolving
