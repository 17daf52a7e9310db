// Matching alone: rows of any list → clusters and pairs, without a database.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/record/link.hpp"
#include "core/resolve/resolve.hpp"

namespace musubi {

/// What a column means, by its heading in Japanese or English ("電話番号", "e-mail", "surname" …). nullopt: not used.
struct ColumnMeaning {
  Field field;
  int part = -1;  // of the field's parts (family = 0, given = 1; postal_code = 0 …); -1: the whole value
};
std::optional<ColumnMeaning> meaning_of(std::string_view heading);

/// A list in memory: its headings, and cells row by row.
struct List {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
};

/// Cluster number of each row (1 = the cluster of the first row, in order of first appearance) and the pairs of bands match
/// and review, best first; Pair::a and b are row numbers from 1. Depends on the rows alone, not on their order.
struct Deduplicated {
  std::vector<int64_t> cluster_of;
  std::vector<Pair> pairs;
};
/// Throws Error("flow.no_usable_column") where no heading is recognised. `id_column`'s cells break ties.
Deduplicated deduplicate(const List& list, size_t id_column, const Model& model);

}  // namespace musubi
