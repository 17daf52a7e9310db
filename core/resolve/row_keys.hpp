// What rows of a list may be looked up by: whole cells and parts of them that survive usual slips.
#pragma once
#include <cstdint>
#include <vector>

#include "core/resolve/list_table.hpp"

namespace musubi::resolving {

/// A hash, and the column it comes from. The words of texts hash alike in all columns, so that what has slipped into
/// another column is still found.
struct RowKey {
  uint64_t hash = 0;
  uint8_t column = 0;
};

/// The keys of one cell, at most about ten.
void add_keys(std::vector<RowKey>& out, const ListTable& table, const Column& column, const Value& value, uint8_t place);

}  // namespace musubi::resolving
