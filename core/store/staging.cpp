#include "core/store/staging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/store/columns.hpp"
#include "core/store/match_keys.hpp"

namespace musubi::store {
namespace {

constexpr std::array versions = {"record", "record_history"};
constexpr std::array copies = {std::pair("source.pending", ""),
                               std::pair("source.stream_state", ""),
                               std::pair("source.stream_origin", ""),
                               std::pair("hub.quarantine", " where resolved_at is null"),
                               std::pair("hub.run", " where false"),
                               std::pair("hub.run_stream", " where false"),
                               std::pair("hub.published_rules", "")};
constexpr std::array sequences = {"source.version_id", "identity.profile_id"};

enum class StandIn { none, view, copy, sequence };

StandIn stand_in(std::string_view schema, std::string_view name) {
  std::string whole = fmt::format("{}.{}", schema, name);
  if (schema == "source" && std::find(versions.begin(), versions.end(), name) != versions.end())
    return StandIn::view;
  if (std::any_of(copies.begin(), copies.end(), [&](const auto& c) { return whole == c.first; }))
    return StandIn::copy;
  if (std::find(sequences.begin(), sequences.end(), whole) != sequences.end()) return StandIn::sequence;
  for (size_t i = 0; i < size_t(TableId::count_); ++i)
    if (const Table& t = table(TableId(i)); t.schema == schema && t.name == name) return StandIn::view;
  if (const Table& t = match_key_table(); t.schema == schema && t.name == name) return StandIn::view;
  return StandIn::none;
}

bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view name_at(std::string_view sql, size_t at) {
  size_t end = at;
  while (end < sql.size() && in_name(sql[end])) ++end;
  return sql.substr(at, end - at);
}

std::string without_schema(std::string_view full) {
  return std::string(full.substr(full.find('.') + 1));
}

/// "x.id = y.id and x.key is not distinct from y.key"; ids and record keys with an index's help.
std::string equal_keys(const Table& t, std::string_view x, std::string_view y) {
  std::string out;
  for (size_t i = 0; i < t.key_size; ++i)
    out += fmt::format("{}{}.\"{}\" {} {}.\"{}\"", i ? " and " : "", x, t.columns[i].name,
                       never_null(t.columns[i]) ? "=" : "is not distinct from", y, t.columns[i].name);
  return out;
}

std::string key_list(const Table& t, std::string_view prefix = "") {
  std::string out;
  for (size_t i = 0; i < t.key_size; ++i)
    out += fmt::format("{}{}\"{}\"", i ? ", " : "", prefix, t.columns[i].name);
  return out;
}

void create_view(Connection& connection, const std::string& full, const std::string& name,
                 const std::string& keys, const std::string& index, const std::string& same) {
  connection.run(fmt::format(
      "create temp table new_{1} (like {0} including defaults including constraints including indexes);"
      "create temp table gone_{1} as select {2} from {0} with no data;"
      "create index on pg_temp.gone_{1} ({3});"
      "create temp view {1} as select x.* from {0} x where not exists (select from "
      "pg_temp.gone_{1} g where {4})"
      " union all select n.* from pg_temp.new_{1} n",
      full, name, keys, index, same));
}

void create_view(Connection& connection, const Table& t) {
  std::string index;
  for (size_t k = 0; k < t.key_size && never_null(t.columns[k]); ++k)
    index += (k ? ", \"" : "\"") + t.columns[k].name + "\"";
  create_view(connection, full_name(t), std::string(t.name), key_list(t), index, equal_keys(t, "g", "x"));
}

void create_views(Connection& connection) {
  for (const char* name : versions)
    create_view(connection, std::string("source.") + name, name, "id", "id", "g.id = x.id");
  for (size_t i = 0; i < size_t(TableId::count_); ++i) create_view(connection, table(TableId(i)));
  create_view(connection, match_key_table());
}

void create_copies(Connection& connection) {
  for (const auto& [full, rows] : copies) {
    std::string name = without_schema(full);
    connection.run(fmt::format(
        "create temp table {1} (like {0} including defaults including identity including indexes);"
        "insert into pg_temp.{1} overriding system value select * from {0}{2}",
        full, name, rows));
  }
  for (const char* table : {"run", "quarantine"}) {
    Reply last = connection.query(fmt::format("select coalesce(max(id), 0) + 1 from hub.{}", table));
    connection.run(
        fmt::format("alter table pg_temp.{} alter column id restart with {}", table, last.integer(0, 0)));
  }
}

void create_sequences(Connection& connection) {
  for (const char* full : sequences) {
    Reply last = connection.query(fmt::format("select last_value + is_called::int from {}", full));
    connection.run(
        fmt::format("create temp sequence {} start with {}", without_schema(full), last.integer(0, 0)));
  }
}

Row cells(const Reply& reply, int row, int from, size_t count) {
  Row out;
  for (size_t c = 0; c < count; ++c) out.cells.push_back(reply.cell(row, from + int(c)));
  return out;
}

template <class Take>
void fetch_all(Connection& connection, const std::string& sql, Take take) {
  constexpr const char* at_once = "fetch 2000 from staged_changes";
  connection.run("declare staged_changes no scroll cursor for " + sql);
  for (Reply reply = connection.query(at_once); reply.rows(); reply = connection.query(at_once)) take(reply);
  connection.run("close staged_changes");
}

}  // namespace

void create_staging(Connection& connection) {
  create_views(connection);
  create_copies(connection);
  create_sequences(connection);
}

std::string staged(std::string_view sql) {
  std::string out;
  out.reserve(sql.size() + 64);
  for (size_t at = 0; at < sql.size();) {
    std::string_view schema = in_name(sql[at]) && (at == 0 || !in_name(sql[at - 1])) ? name_at(sql, at) : "";
    size_t dot = at + schema.size();
    std::string_view name =
        !schema.empty() && dot < sql.size() && sql[dot] == '.' ? name_at(sql, dot + 1) : "";
    StandIn found = name.empty() ? StandIn::none : stand_in(schema, name);
    if (found == StandIn::none) {
      out += sql.substr(at, std::max<size_t>(1, schema.size()));
      at += std::max<size_t>(1, schema.size());
      continue;
    }
    bool takes_rows = found == StandIn::view && sql.substr(0, at).ends_with("insert into ");
    out += takes_rows ? "pg_temp.new_" : "pg_temp.";
    out += name;
    at = dot + 1 + name.size();
  }
  return out;
}

std::string staged_target(std::string_view table) {
  constexpr std::string_view into = "insert into ";
  return staged(std::string(into) + std::string(table)).substr(into.size());
}

void stage_erasure(Connection& connection, const Table& t, const Arguments& keys) {
  connection.query(fmt::format("delete from pg_temp.new_{} t using {} where {}", t.name,
                               unnested(t, t.key_size), same_key(t)),
                   keys);
  std::string values;
  for (size_t i = 0; i < t.key_size; ++i) values += (i ? ", " : "") + typed(t.columns[i]);
  connection.query(
      fmt::format("insert into pg_temp.gone_{} select {} from {}", t.name, values, unnested(t, t.key_size)),
      keys);
}

void stage_erasure(Connection& connection, const std::string& table, const std::string& ids) {
  connection.query(fmt::format("delete from pg_temp.new_{} where id = any($1::bigint[])", table), {ids});
  connection.query(fmt::format("insert into pg_temp.gone_{} select unnest($1::bigint[])", table), {ids});
}

void each_staged_change(Connection& connection, const std::function<void(ChangeSet)>& take) {
  for (size_t i = 0; i < size_t(TableId::count_); ++i) {
    const Table& t = table(TableId(i));
    const size_t width = t.columns.size();
    connection.run(fmt::format("analyze pg_temp.new_{0}; analyze pg_temp.gone_{0}", t.name));
    fetch_all(connection,
              fmt::format("select {}, {} from pg_temp.new_{} n left join {} x on {}", column_list(t, "x."),
                          column_list(t, "n."), t.name, full_name(t), equal_keys(t, "x", "n")),
              [&](const Reply& reply) {
                ChangeSet piece;
                for (int r = 0; r < reply.rows(); ++r) {
                  Row before = cells(reply, r, 0, width), after = cells(reply, r, int(width), width);
                  if (!before.cells[0])
                    piece.changes.push_back({TableId(i), Op::insert, {}, std::move(after)});
                  else if (before != after)
                    piece.changes.push_back({TableId(i), Op::update, std::move(before), std::move(after)});
                }
                take(std::move(piece));
              });
    fetch_all(connection,
              fmt::format("select {} from (select distinct {} from pg_temp.gone_{}) g join {} x on {} where "
                          "not exists (select from pg_temp.new_{} n where {})",
                          column_list(t, "x."), key_list(t), t.name, full_name(t), equal_keys(t, "x", "g"),
                          t.name, equal_keys(t, "n", "x")),
              [&](const Reply& reply) {
                ChangeSet piece;
                for (int r = 0; r < reply.rows(); ++r)
                  piece.changes.push_back({TableId(i), Op::erase, cells(reply, r, 0, width), {}});
                take(std::move(piece));
              });
  }
}

}  // namespace musubi::store
