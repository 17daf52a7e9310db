#include "core/store/copy.hpp"
#include "core/store/versions.hpp"

namespace musubi {
namespace store {
namespace {

/// Counts what was pending and forgets it; answers which of the well published ones may close quarantine
/// rows.
std::vector<int64_t> count_published(Session::Impl& session, const std::string& records,
                                     const std::string& held) {
  Reply reply = session.query(
      "with done as (delete from source.pending where record_id = any($1::bigint[]) returning *, record_id = "
      "any($2::bigint[]) held),"
      " counted as (insert into hub.run_stream (run, connection, stream, fresh, changed, deleted, "
      "quarantined)"
      "  select run, connection, stream, count(*) filter (where outcome = 'new' and not held),"
      "   count(*) filter (where outcome = 'changed' and not held), count(*) filter (where outcome = "
      "'deleted'),"
      "   count(*) filter (where outcome in ('new', 'changed') and held)"
      "  from done where outcome <> 'again' group by 1, 2, 3)"
      " select record_id from done where closes and not held",
      {records, held});
  std::vector<int64_t> out;
  for (int i = 0; i < reply.rows(); ++i) out.push_back(reply.integer(i, 0));
  return out;
}

void close_rows(Session::Impl& session, const std::vector<int64_t>& records) {
  if (records.empty()) return;
  std::string array = array_of(records);
  session.query("update source.record set held = false where id = any($1::bigint[]) and held", {array});
  session.query(
      "update hub.quarantine q set resolved_at = now() from source.record r where r.id = any($1::bigint[]) "
      "and q.resolved_at is null"
      " and q.connection = r.connection and q.stream = r.stream and q.key = r.key"
      " and (q.step not in ('read', 'land') or q.seen_run < r.run)",
      {array});
}

}  // namespace
}  // namespace store

void Session::lock_publishing() {
  impl_->query("select pg_advisory_xact_lock(19821, 2)");
  impl_->publishing = true;
}

std::vector<Pending> Session::pending(size_t limit, std::string_view connection) {
  store::Reply reply = impl_->query(
      "select r.id, p.outcome = 'new', " + store::raw_columns_of("r") +
          " from (select record_id, outcome from source.pending where $2 = '' or connection = $2 order by record_id"
          "  limit $1::bigint) p join source.record r on r.id = p.record_id order by r.id",
      {cell(int64_t(limit)), std::string(connection)});
  std::vector<Pending> out;
  for (int i = 0; i < reply.rows(); ++i) out.push_back({reply.integer(i, 0), store::raw_record(reply, i, 2), reply.yes(i, 1)});
  return out;
}

void Session::published(const std::vector<int64_t>& records, const std::vector<int64_t>& held) {
  std::string held_array = store::array_of(held);
  std::vector<int64_t> closing = store::count_published(*impl_, store::array_of(records), held_array);
  store::close_rows(*impl_, closing);
  if (held.empty()) return;
  // One of them may have been replaced since it was read.
  for (const char* table : {"source.record", "source.record_history"})
    impl_->query(
        std::string("update ") + table + " set held = true where id = any($1::bigint[]) and not held",
        {held_array});
}

int64_t Session::publish_again(std::string_view connection, bool held_only) {
  return impl_
      ->query(
          "insert into source.pending (record_id, run, connection, stream, outcome, closes)"
          " select id, run, connection, stream, 'again', held from source.record"
          " where ($1 = '' or connection = $1) and (held or not $2::bool) order by id on conflict do nothing",
          {std::string(connection), cell(held_only)})
      .affected();
}

std::vector<RawRecord> Session::history(const std::vector<RecordKey>& records) {
  std::vector<RawRecord> out;
  if (records.empty()) return out;
  store::ArrayText connections, streams, keys;
  for (const RecordKey& r : records) {
    connections.add(r.connection);
    streams.add(r.stream);
    keys.add(r.key);
  }
  store::Reply reply = impl_->query(
      "select " + store::raw_columns_of("h") +
          " from unnest($1::text[], $2::text[], $3::text[]) with ordinality v (connection, stream, key, n)"
          " cross join lateral (select * from source.record_history r where r.connection = v.connection"
          "  and r.stream = v.stream and r.key = v.key and not r.held) h order by v.n, h.id",
      {connections.take(), streams.take(), keys.take()});
  for (int i = 0; i < reply.rows(); ++i) out.push_back(store::raw_record(reply, i, 0));
  return out;
}

}  // namespace musubi
