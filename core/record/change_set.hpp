// A change set: what derive(inputs) would alter in what is stored (design.md §1). A sync applies it, a dry run prints it.
#pragma once
#include <vector>

#include "core/record/table.hpp"

namespace musubi {

enum class Op : uint8_t { insert, update, erase };

/// One row that comes, changes or goes. `before` is empty for insert, `after` for erase.
struct RowChange {
  TableId table;
  Op op;
  Row before, after;
};

struct ChangeSet {
  std::vector<RowChange> changes;
  size_t written = 0;  // the first so many stand in their tables already, within the transaction at hand
  bool empty() const { return changes.empty(); }
  /// Takes the changes of `other`, of which none is written, behind its own.
  void add(ChangeSet other);
};

/// derived − stored for one table: rows are matched by primary key; equal rows yield nothing. Both lists may come in any
/// order; the result is ordered by key. A key twice in `derived` is a bug and throws std::logic_error. Cost: sorting.
ChangeSet difference(TableId table, std::vector<Row> stored, std::vector<Row> derived);

}  // namespace musubi
