#include "core/store/copy.hpp"
#include "core/store/pending.hpp"
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
  if (!session.staged)
    session.query("update source.record set held = false where id = any($1::bigint[]) and held", {array});
  session.query(
      "update hub.quarantine q set resolved_at = now() from source.record r where r.id = any($1::bigint[]) "
      "and q.resolved_at is null"
      " and q.connection = r.connection and q.stream = r.stream and q.key = r.key"
      " and (q.step not in ('read', 'land') or q.seen_run < r.run)",
      {array});
}

/// Fills in the versions before those that wait.
void add_earlier(Session::Impl& session, std::vector<Pending>& pending) {
  ArrayText connections, streams, keys;
  std::vector<size_t> which;
  for (size_t i = 0; i < pending.size(); ++i) {
    if (pending[i].fresh) continue;
    which.push_back(i);
    connections.add(pending[i].record.id.connection);
    streams.add(pending[i].record.id.stream);
    keys.add(pending[i].record.id.key);
  }
  if (which.empty()) return;
  Reply reply = session.query(
      "select v.n, h.id, " + raw_columns_of("h") +
          " from unnest($1::text[], $2::text[], $3::text[]) with ordinality v (connection, stream, key, n)"
          " cross join lateral (select * from source.record_history r where r.connection = v.connection"
          "  and r.stream = v.stream and r.key = v.key and r.passed_over offset 0) h order by h.id",
      {connections.take(), streams.take(), keys.take()});
  for (int i = 0; i < reply.rows(); ++i)
    pending[which[size_t(reply.integer(i, 0)) - 1]].earlier.push_back(
        {reply.integer(i, 1), raw_record(reply, i, 2)});
}

/// The pending records of rows of id, whether they are new, and raw columns.
std::vector<Pending> pending_in(Session::Impl& session, const Reply& reply) {
  std::vector<Pending> out;
  for (int i = 0; i < reply.rows(); ++i) out.push_back({reply.integer(i, 0), raw_record(reply, i, 2), reply.yes(i, 1), {}, {}});
  add_earlier(session, out);
  return out;
}

/// Marks all earlier versions (h) of the records that `which`, the end of a statement, finds with its arguments as passed over.
void look_back(Session::Impl& session, const std::string& which, const Arguments& of) {
  if (!session.staged) {
    session.query("update source.record_history h set passed_over = true from" + which, of);
    return;
  }
  const std::string kept = "id, " + raw_columns + ", held, superseded_run";
  Reply found = session.query("select h.id from source.record_history h," + which, of);
  std::vector<int64_t> ids;
  for (int i = 0; i < found.rows(); ++i) ids.push_back(found.integer(i, 0));
  session.query("create temp table looking_back as select " + kept +
                    " from source.record_history where id = any($1::bigint[])",
                {array_of(ids)});
  stage_erasure(*session.connection, "record_history", array_of(ids));
  session.query("insert into source.record_history (" + kept + ", passed_over) select " + kept +
                ", true from pg_temp.looking_back");
  session.query("drop table pg_temp.looking_back");
}

}  // namespace
}  // namespace store

void Session::lock_publishing() {
  if (!impl_->staged) impl_->query("select pg_advisory_xact_lock(19821, 2)");
  impl_->publishing = true;
}

int64_t Session::pending_count() {
  return impl_->query("select count(*) from source.pending").integer(0, 0);
}

std::vector<Pending> Session::pending(size_t limit, std::string_view connection) {
  store::Reply reply =
      impl_->query("select r.id, p.outcome = 'new', " + store::raw_columns_of("r") +
                       " from (select record_id, outcome from source.pending where $2 = '' or connection = "
                       "$2 order by record_id"
                       "  limit $1::bigint) p join source.record r on r.id = p.record_id order by r.id",
                   {cell(int64_t(limit)), std::string(connection)});
  return store::pending_in(*impl_, reply);
}

std::vector<Pending> pending_of(Session& session, const std::vector<RecordKey>& records) {
  if (records.empty()) return {};
  Session::Impl& impl = Session::Impl::of(session);
  return store::pending_in(impl, impl.query("select r.id, p.outcome = 'new', " + store::raw_columns_of("r") +
                                                " from (select distinct * from unnest($1::text[], $2::text[], $3::text[]) u (connection, stream, key)) v"
                                                " join source.record r on r.connection = v.connection and r.stream = v.stream and r.key = v.key"
                                                " join source.pending p on p.record_id = r.id order by r.id",
                                            store::columns_of(records)));
}

std::vector<Pending> pending_of_runs(Session& session, const std::vector<int64_t>& runs, size_t limit) {
  Session::Impl& impl = Session::Impl::of(session);
  return store::pending_in(impl, impl.query("select r.id, p.outcome = 'new', " + store::raw_columns_of("r") +
                                                " from (select record_id, outcome from source.pending where run = any($1::bigint[])"
                                                " order by record_id limit $2::bigint) p"
                                                " join source.record r on r.id = p.record_id order by r.id",
                                            {store::array_of(runs), cell(int64_t(limit))}));
}

std::vector<Pending> pending_but_of(Session& session, const std::vector<StreamName>& left_out, size_t limit) {
  Session::Impl& impl = Session::Impl::of(session);
  store::ArrayText connections, streams;
  for (const StreamName& one : left_out) {
    connections.add(one.connection);
    streams.add(one.stream);
  }
  return store::pending_in(impl, impl.query("select r.id, p.outcome = 'new', " + store::raw_columns_of("r") +
                                                " from (select record_id, outcome from source.pending"
                                                " where (connection, stream) not in (select * from unnest($1::text[], $2::text[]))"
                                                " order by record_id limit $3::bigint for update skip locked) p"
                                                " join source.record r on r.id = p.record_id order by r.id",
                                            {connections.take(), streams.take(), cell(int64_t(limit))}));
}

void Session::published(const std::vector<int64_t>& records, const std::vector<int64_t>& held,
                        const std::vector<int64_t>& earlier) {
  std::string held_array = store::array_of(held);
  std::vector<int64_t> closing = store::count_published(*impl_, store::array_of(records), held_array);
  store::close_rows(*impl_, closing);
  if (impl_->staged) return;  // which versions count matters to later runs
  if (!earlier.empty())
    impl_->query(
        "update source.record_history set passed_over = false, held = id = any($2::bigint[]) where id = "
        "any($1::bigint[])",
        {store::array_of(earlier), held_array});
  if (held.empty()) return;
  // One of them may have been replaced since it was read.
  for (const char* held_ones :
       {"source.record set held = true", "source.record_history set held = true, passed_over = false"})
    impl_->query(std::string("update ") + held_ones + " where id = any($1::bigint[]) and not held",
                 {held_array});
}

int64_t Session::publish_again(std::string_view connection, bool held_only) {
  store::look_back(*impl_,
                   " source.record r where not h.passed_over and r.connection = h.connection and r.stream = h.stream and "
                   "r.key = h.key"
                   " and ($1 = '' or h.connection = $1) and (r.held or not $2::bool)",
                   {std::string(connection), cell(held_only)});
  return impl_
      ->query(
          "insert into source.pending (record_id, run, connection, stream, outcome, closes)"
          " select id, run, connection, stream, 'again', held from source.record"
          " where ($1 = '' or connection = $1) and (held or not $2::bool) order by id on conflict do nothing",
          {std::string(connection), cell(held_only)})
      .affected();
}

void Session::publish_again(const std::vector<RecordKey>& records) {
  const std::string asked = " (select distinct * from unnest($1::text[], $2::text[], $3::text[]) u (connection, stream, key)) v";
  store::Arguments keys = store::columns_of(records);
  store::look_back(*impl_, asked + " where not h.passed_over and h.connection = v.connection and h.stream = v.stream and h.key = v.key", keys);
  impl_->query("insert into source.pending (record_id, run, connection, stream, outcome, closes)"
               " select r.id, r.run, r.connection, r.stream, 'again', r.held from source.record r join" + asked +
                   " on r.connection = v.connection and r.stream = v.stream and r.key = v.key on conflict do nothing",
               keys);
}

std::vector<RawRecord> Session::history(const std::vector<RecordKey>& records) {
  std::vector<RawRecord> out;
  if (records.empty()) return out;
  store::Reply reply = impl_->query(
      "select " + store::raw_columns_of("h") +
          " from unnest($1::text[], $2::text[], $3::text[]) with ordinality v (connection, stream, key, n)"
          " cross join lateral (select * from source.record_history r where r.connection = v.connection"
          "  and r.stream = v.stream and r.key = v.key and (r.passed_over or not r.held)) h order by v.n, "
          "h.id",
      store::columns_of(records));
  for (int i = 0; i < reply.rows(); ++i) out.push_back(store::raw_record(reply, i, 0));
  return out;
}

}  // namespace musubi
