// Matching alone: rows of any list → clusters and pairs, without a database.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/flow/list.hpp"
#include "core/record/profile.hpp"
#include "core/resolve/bulk.hpp"

namespace musubi {

/// What a column means, by its heading in Japanese or English ("電話番号", "e-mail", "surname" …). nullopt: not used.
struct ColumnMeaning {
  Field field;
  int part = -1;  // of the field's parts (family = 0, given = 1; postal_code = 0 …); -1: the whole value
};
std::optional<ColumnMeaning> meaning_of(std::string_view heading);

/// Builds what the first record would build (towns, names, readings; about 0.15 s), so that it can be done while a list is
/// read. Any thread; a second call does nothing.
void prepare_tables(const Model& model);

/// Cluster number of each row (1 = the cluster of the first row, in order of first appearance) and the pairs of bands match
/// and review by their rows (0 = the first), ascending. Depends on the rows alone, not on their order.
struct Deduplicated {
  std::vector<uint32_t> cluster_of;
  std::vector<BulkPair> pairs;
  FeatureSet features;  // by row: what compare() needs to say a pair's reason
};
/// Throws Error("flow.no_usable_column") where no heading is recognised. `id_column`'s cells break ties. The result does not
/// depend on `threads`.
Deduplicated deduplicate(const List& list, size_t id_column, const Model& model, unsigned threads);

/// The pairs in the order in which a person looks through them: the heaviest first.
void best_first(std::vector<BulkPair>& pairs);

}  // namespace musubi
