#include "core/store/stream_origin.hpp"

#include <algorithm>
#include <tuple>

#include "core/store/copy.hpp"
#include "core/store/session.hpp"

namespace musubi {

std::optional<StreamOrigin> stream_origin(Session& session, const StreamName& stream) {
  auto found = session.select("SELECT source, since, key FROM source.stream_origin WHERE connection = $1 AND stream = $2", {stream.connection, stream.stream});
  if (found.rows.empty()) return {};
  const auto& row = found.rows[0];
  return StreamOrigin{row[0].value_or(""), row[1].value_or(""), row[2].value_or("")};
}

void keep_stream_origin(Session& session, const StreamName& stream, const StreamOrigin& origin) {
  session.select("INSERT INTO source.stream_origin (connection, stream, source, since, key) VALUES ($1, $2, $3, $4, $5)"
                 " ON CONFLICT (connection, stream) DO UPDATE SET source = excluded.source, since = excluded.since, key = excluded.key",
                 {stream.connection, stream.stream, origin.source, origin.since, origin.key});
}

std::vector<std::string> seen_columns(Session& session, const StreamName& stream) {
  std::vector<std::string> out;
  const char* sql = "SELECT c FROM source.stream_origin, unnest(columns) WITH ORDINALITY c (c, n) WHERE connection = $1 AND stream = $2 ORDER BY n";
  for (const auto& row : session.select(sql, {stream.connection, stream.stream}).rows) out.push_back(row[0].value_or(""));
  return out;
}

void keep_seen_columns(Session& session, const StreamName& stream, const std::vector<std::string>& columns) {
  store::ArrayText texts;
  for (const std::string& one : columns) texts.add(one);
  session.select("UPDATE source.stream_origin SET columns = $3::text[] WHERE connection = $1 AND stream = $2 AND columns <> $3::text[]", {stream.connection, stream.stream, texts.take()});
}

void forget_stream_state(Session& session, const StreamName& stream) {
  session.select("DELETE FROM source.stream_state WHERE connection = $1 AND stream = $2", {stream.connection, stream.stream});
}

bool has_records(Session& session, const StreamName& stream) {
  return session.select("SELECT EXISTS (SELECT FROM source.record WHERE connection = $1 AND stream = $2 AND NOT deleted)", {stream.connection, stream.stream}).rows.at(0)[0] == "t";
}

std::vector<StreamName> streams_with_records(Session& session, const std::string& connection) {
  std::vector<StreamName> out;
  const char* sql = "SELECT stream FROM source.record WHERE connection = $1 UNION SELECT stream FROM hub.quarantine WHERE connection = $1 AND resolved_at IS NULL ORDER BY 1";
  for (const auto& row : session.select(sql, {connection}).rows) out.push_back({connection, row[0].value_or("")});
  return out;
}

void forget_reading(Session& session, const std::string& connection) {
  for (const char* table : {"source.stream_state", "source.stream_origin", "hub.published_rules", "hub.fetch"})
    session.select(std::string("DELETE FROM ") + table + " WHERE connection = $1", {connection});
}

int64_t resolve_held(Session& session, const std::string& connection, Time at) {
  return int64_t(session.select("UPDATE hub.quarantine SET resolved_at = $2 WHERE connection = $1 AND resolved_at IS NULL RETURNING 1", {connection, cell(at)}).rows.size());
}

std::vector<LeftBehind> left_behind(Session& session, const std::vector<std::string>& known) {
  // Walks from one connection's name to the next on the index.
  auto found = session.select("WITH RECURSIVE names AS (SELECT min(connection) AS name FROM source.record UNION ALL"
                              "  SELECT (SELECT min(connection) FROM source.record WHERE connection > name) FROM names WHERE name IS NOT NULL)"
                              " SELECT name FROM names WHERE name IS NOT NULL UNION SELECT connection FROM hub.quarantine WHERE resolved_at IS NULL ORDER BY name");
  std::vector<LeftBehind> out;
  for (const auto& row : found.rows) {
    if (std::ranges::find(known, *row[0]) != known.end()) continue;
    auto count = session.select("SELECT (SELECT count(*) FROM source.record WHERE connection = $1 AND NOT deleted),"
                                " (SELECT count(*) FROM hub.quarantine WHERE connection = $1 AND resolved_at IS NULL)", {row[0]});
    LeftBehind one{*row[0], integer_of(count.rows.at(0)[0].value_or("0")), integer_of(count.rows.at(0)[1].value_or("0"))};
    if (one.records || one.held) out.push_back(std::move(one));
  }
  std::ranges::stable_sort(out, [](const auto& a, const auto& b) { return std::tie(a.records, a.held) > std::tie(b.records, b.held); });
  return out;
}

}  // namespace musubi
