// Facts: what happened between a party and the company (order, invoice, activity …). A fact hangs on a profile, never on a
// customer, so that merging and unmerging rewrite no fact.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/profile.hpp"
#include "core/record/table.hpp"

namespace musubi {

/// A column of a fact kind as mapping files fill it. `required`: without a readable value the record is held.
struct FactColumn {
  std::string_view name;
  ColumnType type;
  bool required = false;
  bool prose = false;  // a person's own words: kept as they are, only blanks tidied
  bool party = false;  // the value is a party of the record or a reference; stored as a profile id in <name>_id
};

/// A kind of fact: its word in mapping files (the table's name) and its columns behind the common ones.
/// Common columns of every fact table: connection, stream, record_key, fact, key (the primary key), profile_id.
struct FactKind {
  std::string_view name;  // "sales_order"
  TableId table;
  std::span<const FactColumn> columns;
};
std::span<const FactKind> fact_kinds();
const FactKind* find_fact_kind(std::string_view name);

/// One fact of one record. `of` is the party it hangs on: a party of the same record, or of another record that may not
/// have come yet (a stub profile then). nullopt: anonymous (a bare receipt). `cells` in the order of kind->columns; a
/// party column's cell stays empty and its key stands in `parties` at the same position.
struct Fact {
  const FactKind* kind = nullptr;
  RecordKey record;
  std::string name;  // in the mapping file
  std::string key;
  std::optional<PartyKey> of;
  std::vector<std::optional<std::string>> cells;
  std::vector<std::optional<PartyKey>> parties;
};

}  // namespace musubi
