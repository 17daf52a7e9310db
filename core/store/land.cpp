#include <algorithm>
#include <set>

#include "core/store/copy.hpp"
#include "core/store/versions.hpp"

namespace musubi {
namespace store {
namespace {

bool has_records(Session::Impl& session, const StreamName& stream) {
  return session
      .query("select exists (select from source.record where connection = $1 and stream = $2)",
             {stream.connection, stream.stream})
      .yes(0, 0);
}

struct Asked {
  std::vector<std::string_view> keys;
  ArrayText texts, digests, deleted, sizes, dates;
};

/// The keys whose stored version matters, each once, with the digest that would make it unchanged: none where
/// several versions of it are in the batch, so that the stored one is surely answered.
Asked questions(const std::vector<RawRecord>& batch, const std::vector<bool>& skip,
                const DeliveredKeys& delivered, LastVersions& last) {
  std::unordered_map<std::string_view, size_t> count;
  for (size_t i = 0; i < batch.size(); ++i)
    if (!skip[i]) ++count[batch[i].id.key];
  Asked out;
  for (size_t i = 0; i < batch.size(); ++i) {
    const RawRecord& r = batch[i];
    if (skip[i] || !last.try_emplace(r.id.key).second) continue;
    if (delivered.before == DeliveredKeys::Before::empty && !delivered.contains(r.id.key)) continue;
    last[r.id.key] = {0, r.digest, r.deleted, true, SIZE_MAX, {}, {}, {}, {}};
    out.keys.push_back(r.id.key);
    out.texts.add(r.id.key);
    out.deleted.add(std::string_view(r.deleted ? "t" : "f"));
    out.dates.add_cell(r.file.empty() ? cell_of(r.file_date) : std::nullopt);
    if (count[r.id.key] > 1) {
      out.digests.add_null();
      out.sizes.add_null();
    } else {
      out.digests.add(written(r.digest));
      out.sizes.add(int64_t(r.json.size()));
    }
  }
  return out;
}

/// Looks up the past of keys of which a later file or post has spoken.
void add_past(Session::Impl& session, const StreamName& stream, const std::vector<RawRecord>& batch,
              const std::vector<bool>& skip, LastVersions& last) {
  std::set<std::string_view> behind;
  for (size_t i = 0; i < batch.size(); ++i)
    if (!skip[i] && comes_before(batch[i], last.at(batch[i].id.key))) behind.insert(batch[i].id.key);
  if (behind.empty()) return;
  ArrayText keys;
  for (std::string_view key : behind) keys.add(key);
  Reply reply = session.query(
      "select h.key, h.digest, h.deleted from unnest($3::text[]) k (key) cross join lateral (select key, "
      "digest, deleted"
      " from source.record_history r where r.connection = $1 and r.stream = $2 and r.key = k.key offset 0) h",
      {stream.connection, stream.stream, keys.take()});
  for (int i = 0; i < reply.rows(); ++i)
    last.at(reply.text(i, 0)).past.emplace(digest_of(reply.text(i, 1)), reply.yes(i, 2));
}

LastVersions last_versions(Session::Impl& session, const StreamName& stream,
                           const std::vector<RawRecord>& batch, const std::vector<bool>& skip,
                           const DeliveredKeys& delivered) {
  LastVersions last;
  Asked asked = questions(batch, skip, delivered, last);
  if (asked.keys.empty()) return last;
  Reply reply = session.query(
      "select v.n, r.id, r.digest, r.deleted, r.file, r.file_date,"
      " case when coalesce(octet_length(r.payload::text) = v.size, true) then r.payload::text end"
      " from unnest($3::text[], $4::uuid[], $5::bool[], $6::int[], $7::timestamptz[]) with ordinality v (key, digest, deleted, size, date, n)"
      " left join lateral (select id, digest, deleted, file, file_date, payload from source.record"
      "  where connection = $1 and stream = $2 and key = v.key limit 1) r on true"
      " where r.id is null or r.digest is distinct from v.digest or r.deleted <> v.deleted"
      " or (v.date is not null and r.file = '' and (r.file_date is null or r.file_date < v.date))",
      {stream.connection, stream.stream, asked.texts.take(), asked.digests.take(), asked.deleted.take(), asked.sizes.take(), asked.dates.take()});
  for (int i = 0; i < reply.rows(); ++i) {
    LastVersion& version = last[asked.keys[size_t(reply.integer(i, 0)) - 1]];
    version = {};
    if (reply.null(i, 1)) continue;
    version = {reply.integer(i, 1),
               digest_of(reply.text(i, 2)),
               reply.yes(i, 3),
               true,
               SIZE_MAX,
               std::string(reply.text(i, 4)),
               reply.null(i, 6) ? "" : std::string(reply.text(i, 6)),
               {},
               {}};
    if (!reply.null(i, 5)) version.file_date = time_of(reply.text(i, 5));
  }
  add_past(session, stream, batch, skip, last);
  return last;
}

/// Which keys of accepted records have an open quarantine row; sorted.
std::vector<std::string> open_rows(Session::Impl& session, const StreamName& stream,
                                   const std::vector<RawRecord>& batch, const SortedBatch& sorted) {
  std::vector<std::string> out;
  if (sorted.accepted.empty()) return out;
  Arguments arguments = {stream.connection, stream.stream};
  const std::string open =
      " from hub.quarantine where resolved_at is null and connection = $1 and stream = $2 and key <> ''";
  if (!session.query("select exists (select" + open + ")", arguments).yes(0, 0)) return out;
  ArrayText keys;
  for (const auto& a : sorted.accepted) keys.add(batch[a.record].id.key);
  arguments.push_back(keys.take());
  Reply reply = session.query("select distinct key" + open + " and key = any($3::text[])", arguments);
  for (int i = 0; i < reply.rows(); ++i) out.emplace_back(reply.text(i, 0));
  std::sort(out.begin(), out.end());
  return out;
}

HeldCount hold_refused(Session::Impl& session, int64_t run, const StreamName& stream,
                       const std::vector<RawRecord>& batch, const SortedBatch& sorted) {
  std::vector<Held> rows;
  for (const auto& refused : sorted.refused) {
    const RawRecord& r = batch[refused.record];
    rows.push_back({0,
                    {stream.connection, stream.stream, r.id.key},
                    "land",
                    "",
                    refused.reason,
                    r.json,
                    r.file,
                    r.row,
                    run,
                    r.received_at});
  }
  return keep_held(session, rows);
}

}  // namespace
}  // namespace store

std::string Session::stream_state(const StreamName& stream) {
  store::Reply reply =
      impl_->query("select state from source.stream_state where connection = $1 and stream = $2",
                   {stream.connection, stream.stream});
  return reply.rows() ? std::string(reply.text(0, 0)) : "";
}

Landed Session::land(int64_t run, const StreamName& stream, std::vector<RawRecord> batch,
                     const std::optional<std::string>& state) {
  using namespace store;
  int64_t erased = anyone_erased() ? int64_t(std::erase_if(batch, [&](const RawRecord& r) { return is_erased(r.id); })) : 0;
  if (erased > 0) add_figures(*impl_, run, stream, {erased, 0, 0, erased, 0});
  DeliveredKeys& delivered = impl_->deliveries().of(run, stream);
  if (delivered.before == DeliveredKeys::Before::unknown)
    delivered.before =
        has_records(*impl_, stream) ? DeliveredKeys::Before::some : DeliveredKeys::Before::empty;
  std::vector<SortedBatch::Refused> refused = unlandable(batch);
  std::vector<bool> skip(batch.size());
  for (const auto& one : refused) skip[one.record] = true;
  LastVersions last = last_versions(*impl_, stream, batch, skip, delivered);
  SortedBatch sorted = sort_batch(batch, std::move(refused), std::move(last), delivered);
  supersede(*impl_, sorted.superseded, run);
  store_versions(*impl_, run, stream, batch, sorted, open_rows(*impl_, stream, batch, sorted));
  store_past(*impl_, run, stream, batch, sorted.late);
  date_again(*impl_, run, sorted.dated);
  HeldCount held = hold_refused(*impl_, run, stream, batch, sorted);
  Landed out{int64_t(batch.size()), 0, 0, sorted.unchanged + held.known, held.fresh};
  Landed now = out;
  out.read += erased;
  out.unchanged += erased;
  for (const auto& accepted : sorted.accepted) {
    ++(accepted.changed ? out.changed : out.fresh);
    if (accepted.replaced) ++(accepted.changed ? now.changed : now.fresh);
  }
  out.changed += int64_t(sorted.late.size());
  now.changed += int64_t(sorted.late.size());
  if (!batch.empty()) add_figures(*impl_, run, stream, now);
  if (state)
    impl_->query(
        "insert into source.stream_state (connection, stream, state) values ($1, $2, $3)"
        " on conflict (connection, stream) do update set state = excluded.state where stream_state.state <> "
        "excluded.state",
        {stream.connection, stream.stream, *state});
  return out;
}

Session::Missed Session::infer_deletions(int64_t run, const StreamName& stream) {
  using namespace store;
  const DeliveredKeys& delivered = impl_->deliveries().of(run, stream);
  Reply stored =
      impl_->query("select id, key from source.record where connection = $1 and stream = $2 and not deleted",
                   {stream.connection, stream.stream});
  std::vector<int64_t> missing;
  for (int i = 0; i < stored.rows(); ++i)
    if (!delivered.contains(stored.text(i, 1))) missing.push_back(stored.integer(i, 0));
  const Missed out{int64_t(missing.size()), stored.rows()};
  if (missing.empty()) return out;
  std::sort(missing.begin(), missing.end());
  supersede(*impl_, missing, run);
  impl_->query(
      "with gone as (insert into source.record (id, " + raw_columns +
          ") select nextval('source.version_id'), h.connection, h.stream, h.key, '{\"_deleted\": true}', "
          "$3::uuid, true, '', 0, null, now(), $2::bigint"
          " from source.record_history h where h.id = any($1::bigint[]) order by h.id returning id, run, "
          "connection, stream, key)"
          " insert into source.pending (record_id, run, connection, stream, outcome, closes)"
          " select id, run, connection, stream, 'deleted', exists (select from hub.quarantine q where "
          "q.resolved_at is null"
          "  and q.connection = gone.connection and q.stream = gone.stream and q.key = gone.key) from gone",
      {array_of(missing), cell(run), written(Digest{})});
  return out;
}

}  // namespace musubi
