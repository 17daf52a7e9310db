// Which rows of any list are one? For lists that the customer matcher does not know the columns of: products, patients,
// companies, names in any language. Everything is learnt from the list itself, without labels:
//
//   columns ─► kinds (column_shape) ─► equal rows as one (list_table) ─► candidates by shared keys (row_candidates)
//           ─► levels per column (compare_rows) ─► weights by expectation-maximisation (row_model, em) ─► groups (join_rows)
#pragma once
#include <string>
#include <vector>

#include "core/base/message.hpp"
#include "core/record/link.hpp"
#include "core/resolve/list_settings.hpp"
#include "core/resolve/list_table.hpp"

namespace musubi {

struct MatchedList {
  std::vector<uint32_t> cluster_of;  // by row, from 1 in order of first appearance
  std::vector<Pair> pairs;           // of bands match (in one cluster) and review, best first, by their rows (0 = the first)
  struct Seen {
    resolving::ColumnKind kind;
    resolving::LeftOut left_out;
  };
  std::vector<Seen> columns;  // by column
  bool all_equal = false;     // every row says the same: they are one
};

/// Cells as RawColumn wants them. Depends on what the rows say alone, not on their order: groups and weights are the same
/// to the bit. Pure. Throws Error("resolve.no_telling_column") where no column says anything.
MatchedList match_list(std::vector<resolving::RawColumn> columns, const ListSettings& settings, unsigned threads);

/// The reason of such a pair in one sentence; columns by their headings, values are not named.
std::string row_reason(const Pair& pair, Lang lang);

}  // namespace musubi
