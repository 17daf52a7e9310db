// The derived tables, described once: migrations, COPY, diffs and prints all follow these descriptions.
// A row's cells are texts as PostgreSQL prints them with TimeZone UTC and DateStyle ISO, so that what was written compares
// equal with what is read back.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.hpp"

namespace musubi {

enum class ColumnType : uint8_t { text, texts, integer, integers, number, yes_no, date, time, json };

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
};

/// One derived table. The first `key_size` columns are its primary key. `owner` is the column by which the rows that a
/// change may touch are loaded: profile_id (facts, ids, keys), customer_id (golden rows) or id.
struct Table {
  std::string_view schema, name;
  size_t key_size = 1;
  std::string_view owner;
  std::vector<Column> columns;
  /// Position of a column; throws std::out_of_range (a bug) for an unknown one.
  size_t at(std::string_view column) const;
};

/// Links between parties (relation.other_id, employment.organisation_id, every fact's profile_id) are profile ids, never customer
/// ids: merging and unmerging then rewrite none of them; readers go through profile.customer_id.
enum class TableId : uint8_t {
  profile, held_keys, pair, customer, contact_point, employment, relation, external_id,
  sales_order, order_line, invoice, payment, point_entry, point_balance, activity, feedback, lead, contact_state, consent, coupon_use, web_event, receipt_claim, mailing,
  proposal, open_proposal, count_
};
const Table& table(TableId id);

/// One row; cells in column order, nullopt is NULL.
struct Row {
  std::vector<std::optional<std::string>> cells;
  friend auto operator<=>(const Row&, const Row&) = default;
};

// Cells of typed values, and back. The texts are PostgreSQL's own output forms.
std::string cell(int64_t v);
std::string cell(bool v);                              // "t", "f"
std::string cell(Time v);                              // "2026-01-31 09:00:00+00"
std::string cell(const std::vector<std::string>& v);   // {a,"b c"}
std::string cell(const std::vector<int64_t>& v);       // {1,-2}
std::vector<std::string> texts_of(std::string_view cell);
std::vector<int64_t> integers_of(std::string_view cell);
std::optional<Time> time_of(std::string_view cell);
int64_t integer_of(std::string_view cell);

}  // namespace musubi
