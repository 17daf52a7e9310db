#include "core/store/versions.hpp"

#include <algorithm>

#include "core/store/copy.hpp"

namespace musubi::store {
namespace {

std::vector<int64_t> new_ids(Session::Impl& session, size_t count) {
  Reply reply = session.query("select nextval('source.version_id') from generate_series(1, $1::bigint)",
                              {std::to_string(count)});
  std::vector<int64_t> out(count);
  for (size_t i = 0; i < count; ++i) out[i] = reply.integer(int(i), 0);
  std::sort(out.begin(), out.end());
  return out;
}

void copy_version(Copy& copy, int64_t id, int64_t run, const StreamName& stream, const RawRecord& r,
                  const std::optional<Time>& again = {}) {
  copy.integer(id)
      .text(stream.connection)
      .text(stream.stream)
      .text(r.id.key)
      .text(r.json)
      .text(written(r.digest))
      .yes_no(r.deleted);
  copy.text(r.file).integer(r.row).cell(cell_of(again ? again : r.file_date)).text(cell(r.received_at)).integer(run);
}

/// Counts versions that are no longer to be published as what they landed as. Answers which of them were to
/// be.
std::vector<int64_t> give_up(Session::Impl& session, const std::string& ids) {
  Reply reply = session.query(
      "with given_up as (delete from source.pending where record_id = any($1::bigint[]) returning *),"
      " counted as (insert into hub.run_stream (run, connection, stream, fresh, changed, deleted)"
      "  select run, connection, stream, count(*) filter (where outcome = 'new'), count(*) filter (where "
      "outcome = 'changed'),"
      "   count(*) filter (where outcome = 'deleted')"
      "  from given_up where outcome <> 'again' group by 1, 2, 3)"
      " select record_id from given_up",
      {ids});
  std::vector<int64_t> out;
  for (int i = 0; i < reply.rows(); ++i) out.push_back(reply.integer(i, 0));
  return out;
}

}  // namespace

std::string array_of(const std::vector<int64_t>& ids) {
  ArrayText array;
  for (int64_t id : ids) array.add(id);
  return array.take();
}

Arguments columns_of(const std::vector<RecordKey>& records) {
  ArrayText connections, streams, keys;
  for (const RecordKey& r : records) {
    connections.add(r.connection);
    streams.add(r.stream);
    keys.add(r.key);
  }
  return {connections.take(), streams.take(), keys.take()};
}

void add_figures(Session::Impl& session, int64_t run, const StreamName& stream, const Landed& l) {
  session.query(
      "insert into hub.run_stream (run, connection, stream, read, fresh, changed, unchanged, quarantined)"
      " values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {cell(run), stream.connection, stream.stream, cell(l.read), cell(l.fresh), cell(l.changed),
       cell(l.unchanged), cell(l.quarantined)});
}

void supersede(Session::Impl& session, const std::vector<int64_t>& ids, int64_t run) {
  if (ids.empty()) return;
  std::string array = array_of(ids), passed_over = array_of(give_up(session, array));
  const std::string old = "id, " + raw_columns + ", held",
                    into = " insert into source.record_history (" + old +
                           ", superseded_run, passed_over) select " + old +
                           ", $2::bigint, id = any($3::bigint[]) from ";
  if (session.staged) {
    session.query(into.substr(1) + "source.record where id = any($1::bigint[])",
                  {array, cell(run), passed_over});
    stage_erasure(*session.connection, "record", array);
  } else {
    session.query("with old as (delete from source.record where id = any($1::bigint[]) returning " + old +
                      ")" + into + "old",
                  {array, cell(run), passed_over});
  }
}

void store_versions(Session::Impl& session, int64_t run, const StreamName& stream,
                    const std::vector<RawRecord>& batch, const SortedBatch& sorted,
                    const std::vector<std::string>& open_rows) {
  if (sorted.accepted.empty()) return;
  std::vector<int64_t> ids = new_ids(session, sorted.accepted.size());
  size_t replaced = 0;
  {
    Copy copy(*session.connection, session.target("source.record") + " (id, " + raw_columns + ")");
    for (size_t i = 0; i < ids.size(); ++i) {
      if (sorted.accepted[i].replaced && ++replaced) continue;
      copy_version(copy, ids[i], run, stream, batch[sorted.accepted[i].record], sorted.accepted[i].again);
      copy.end_row();
    }
    copy.finish();
  }
  {
    Copy copy(*session.connection,
              session.target("source.pending") + " (record_id, run, connection, stream, outcome, closes)");
    for (size_t i = 0; i < ids.size(); ++i) {
      const auto& accepted = sorted.accepted[i];
      if (accepted.replaced) continue;
      copy.integer(ids[i])
          .integer(run)
          .text(stream.connection)
          .text(stream.stream)
          .text(accepted.changed ? "changed" : "new");
      copy.yes_no(std::binary_search(open_rows.begin(), open_rows.end(), batch[accepted.record].id.key))
          .end_row();
    }
    copy.finish();
  }
  if (!replaced) return;
  Copy copy(*session.connection, session.target("source.record_history") + " (id, " + raw_columns +
                                     ", held, superseded_run, passed_over)");
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!sorted.accepted[i].replaced) continue;
    copy_version(copy, ids[i], run, stream, batch[sorted.accepted[i].record], sorted.accepted[i].again);
    copy.yes_no(false).integer(run).yes_no(true).end_row();
  }
  copy.finish();
}

void date_again(Session::Impl& session, int64_t run, const std::map<int64_t, Time>& dated) {
  if (dated.empty() || session.staged) return;
  ArrayText ids, times;
  for (const auto& [id, time] : dated) {
    ids.add(id);
    times.add(cell(time));
  }
  session.query(
      "with moved as (update source.record r set file_date = v.at from unnest($1::bigint[], $2::timestamptz[]) v (id, at)"
      " where r.id = v.id returning r.id, r.connection, r.stream, r.held)"
      " insert into source.pending (record_id, run, connection, stream, outcome, closes)"
      " select id, $3::bigint, connection, stream, 'again', held from moved on conflict (record_id) do nothing",
      {ids.take(), times.take(), cell(run)});
}

void store_past(Session::Impl& session, int64_t run, const StreamName& stream,
                const std::vector<RawRecord>& batch, const std::vector<size_t>& late) {
  if (late.empty()) return;
  std::vector<int64_t> ids = new_ids(session, late.size());
  ArrayText keys;
  {
    Copy copy(*session.connection, session.target("source.record_history") + " (id, " + raw_columns +
                                       ", held, superseded_run, passed_over)");
    for (size_t i = 0; i < late.size(); ++i) {
      copy_version(copy, ids[i], run, stream, batch[late[i]]);
      copy.yes_no(false).integer(run).yes_no(true).end_row();
      keys.add(batch[late[i]].id.key);
    }
    copy.finish();
  }
  session.query(
      "insert into source.pending (record_id, run, connection, stream, outcome, closes)"
      " select id, $4::bigint, connection, stream, 'again', held from source.record"
      " where connection = $1 and stream = $2 and key = any($3::text[])"
      " on conflict (record_id) do update set outcome = 'changed' where pending.outcome = 'new'",
      {stream.connection, stream.stream, keys.take(), cell(run)});
}

}  // namespace musubi::store
