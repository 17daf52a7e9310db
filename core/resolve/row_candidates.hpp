// Which rows of a list are worth comparing: those that share a key that few others have.
//
// A key with few holders makes candidates of all of them. One with many is joined with the row's other keys of that
// sort, of other columns, to keys of two and then of three parts (family name and year of birth; town, given name and
// trade). What is too large even then yields each row's neighbours in the order of the table. So the number of
// candidates is bounded whatever stands in the list.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "core/resolve/list_table.hpp"

namespace musubi::resolving {

struct CandidateLimits {
  size_t block = 25;          // holders of one key that are all compared
  size_t of_a_row = 300;      // with more candidates behind it, a row keeps those that share most keys with it
  size_t entries = 8'000'000; // about how many joined keys of one sort are made
};

using RowPair = std::pair<uint32_t, uint32_t>;  // first < second
/// Candidates, ascending. Deterministic; `threads` run beside each other. Cost: keys × log, and each shared key of a
/// candidate once.
std::vector<RowPair> candidates(const ListTable& table, const CandidateLimits& limits, unsigned threads);

}  // namespace musubi::resolving
