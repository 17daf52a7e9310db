#include "core/store/fetches.hpp"

#include "core/record/table.hpp"

namespace musubi {
namespace {

std::vector<std::string> keys_of(const std::vector<FetchMark>& marks) {
  std::vector<std::string> out;
  for (const FetchMark& mark : marks) out.push_back(mark.key);
  return out;
}

std::vector<std::string> versions_of(const std::vector<FetchMark>& marks) {
  std::vector<std::string> out;
  for (const FetchMark& mark : marks) out.push_back(cell(mark.version));
  return out;
}

constexpr const char* these =
    "connection = $1 and stream = $2 and (key, version) in (select unnest($3::text[]), unnest($4::bigint[]))";

}  // namespace

void mark_to_fetch(Session& session, const std::vector<FetchMark>& marks, Time at) {
  for (const FetchMark& mark : marks)
    session.select(
        "insert into hub.fetch (connection, stream, key, due) values ($1, $2, $3, $4::timestamptz)"
        " on conflict (connection, stream, key) do update set version = hub.fetch.version + 1, tries = 0, again = excluded.due,"
        " due = case when hub.fetch.tries = 0 then least(hub.fetch.due, excluded.due) else excluded.due end",
        {mark.stream.connection, mark.stream.stream, mark.key, cell(at + mark.after)});
}

std::vector<FetchMark> due_to_fetch(Session& session, const std::string& connection, Time now, size_t limit) {
  std::vector<FetchMark> out;
  auto rows = session
                  .select(
                      "select f.connection, f.stream, f.key, f.version, f.tries from hub.fetch f,"
                      " (select stream from hub.fetch where connection = $1 and (due <= $2::timestamptz or due > $2::timestamptz + interval '15 minutes') and not exists"
                      "  (select from hub.run r where r.connection = $1 and r.state = 'running') order by (tries > 0), due limit 1) first"
                      " where f.connection = $1 and f.stream = first.stream and (f.due <= $2::timestamptz or f.due > $2::timestamptz + interval '15 minutes')"
                      " order by (f.tries > 0), f.due, f.key limit $3::bigint",
                      {connection, cell(now), cell(int64_t(limit))})
                  .rows;
  for (const auto& row : rows)
    out.push_back({{row[0].value(), row[1].value()},
                   row[2].value(),
                   integer_of(row[3].value()),
                   int(integer_of(row[4].value()))});
  return out;
}

void fetched(Session& session, const std::vector<FetchMark>& marks) {
  if (marks.empty()) return;
  const StreamName& stream = marks.front().stream;
  session.select(std::string("with once_more as (update hub.fetch set due = again where connection = $1 and stream = $2 and key = any($3::text[]) and again > due)"
                             " delete from hub.fetch where (again is null or again <= due) and ") + these,
                 {stream.connection, stream.stream, cell(keys_of(marks)), cell(versions_of(marks))});
}

void fetch_later(Session& session, const std::vector<FetchMark>& marks, Time next) {
  if (marks.empty()) return;
  const StreamName& stream = marks.front().stream;
  session.select(
      std::string("update hub.fetch set tries = tries + 1, due = $5::timestamptz where ") + these,
      {stream.connection, stream.stream, cell(keys_of(marks)), cell(versions_of(marks)), cell(next)});
}

bool any_due_to_fetch(Session& session, const std::string& connection, Time now) {
  return !session.select("select from hub.fetch where connection = $1 and (due <= $2::timestamptz or due > $2::timestamptz + interval '15 minutes') limit 1", {connection, cell(now)}).rows.empty();
}

bool any_fetch_failed(Session& session, const std::string& connection, int tries) {
  return !session.select("select from hub.fetch where connection = $1 and tries >= $2::int limit 1", {connection, cell(int64_t(tries))}).rows.empty();
}

std::vector<std::string> connections_to_fetch(Session& session) {
  std::vector<std::string> out;
  for (const auto& row : session.select("select distinct connection from hub.fetch").rows) out.push_back(row[0].value());
  return out;
}

}  // namespace musubi
