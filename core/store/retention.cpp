#include "core/store/retention.hpp"

#include <fmt/format.h>

#include "core/record/fact.hpp"
#include "core/store/copy.hpp"
#include "core/store/versions.hpp"

namespace musubi {
namespace {

using Cells = std::vector<std::optional<std::string>>;

constexpr const char* of_parties = " (p.connection, p.stream, p.record_key) in (select * from unnest($1::text[], $2::text[], $3::text[]))";
constexpr const char* of_records = "(connection, stream, key) in (select * from unnest($1::text[], $2::text[], $3::text[]))";

Cells columns_of(const std::vector<RecordKey>& records) {
  store::ArrayText connections, streams, keys;
  for (const RecordKey& r : records) {
    connections.add(r.connection);
    streams.add(r.stream);
    keys.add(r.key);
  }
  return {connections.take(), streams.take(), keys.take()};
}

RawRecord record_in(const StreamName& stream, const Cells& row) {
  RawRecord out;
  out.id = {stream.connection, stream.stream, *row[1]};
  out.json = *row[2];
  if (row[3]) out.file_date = time_of(*row[3]);
  if (auto received = time_of(*row[4])) out.received_at = *received;
  return out;
}

void each_row(Session& session, const StreamName& stream, const std::string& from, const Cells& more, const std::function<void(int64_t, const RawRecord&)>& take) {
  Cells arguments = {stream.connection, stream.stream};
  arguments.insert(arguments.end(), more.begin(), more.end());
  session.select("declare every_record no scroll cursor for select id, key, payload, file_date, received_at from " + from, arguments);
  for (auto rows = session.select("fetch 1000 from every_record").rows; !rows.empty(); rows = session.select("fetch 1000 from every_record").rows)
    for (const Cells& row : rows) take(integer_of(*row[0]), record_in(stream, row));
  session.select("close every_record");
}

/// The key of a source often says who it is; a record that nothing refers to any more needs none.
void rename_unreferenced(Session& session, const std::vector<RecordKey>& records) {
  std::string free = "p.stub and not exists (select from master.sales_order o where o.receiver_id = p.id)";
  for (const FactKind& kind : fact_kinds()) free += fmt::format(" and not exists (select from master.{} f where f.profile_id = p.id)", kind.name);
  auto gone = session.select("select min(p.id), p.connection, p.stream, p.record_key from identity.profile p where" + std::string(of_parties) +
                                 " group by 2, 3, 4 having bool_and(" + free + ")",
                             columns_of(records));
  for (const auto& row : gone.rows)
    for (const char* place : {"decision t set a_", "decision t set b_", "pin t set ", "claim t set of_", "profile t set "}) {
      std::string prefix = std::string(place).substr(std::string(place).rfind(' ') + 1);
      session.select(fmt::format("update identity.{0}record_key = $1 where t.{1}connection = $2 and t.{1}stream = $3 and t.{1}record_key = $4", place, prefix),
                     {"past:" + *row[0], row[1], row[2], row[3]});
    }
}

/// What the master remembers of customers that have ended with their records.
void forget_ended(Session& session, const std::vector<RecordKey>& records) {
  session.select("delete from master.customer_history h using identity.profile p where h.customer_id = p.id and p.stub and" + std::string(of_parties) +
                     " and not exists (select from master.customer c where c.id = p.id)",
                 columns_of(records));
}

}  // namespace

void each_record(Session& session, const StreamName& stream, const std::function<void(const RawRecord&)>& take) {
  each_row(session, stream, "source.record where connection = $1 and stream = $2 and not deleted", {}, [&](int64_t, const RawRecord& r) { take(r); });
}

void each_version_before(Session& session, const StreamName& stream, Time cutoff, const std::function<void(int64_t, const RawRecord&)>& take) {
  each_row(session, stream, "source.record_history where connection = $1 and stream = $2 and received_at < $3::timestamptz", {cell(cutoff)}, take);
}

int64_t held_before(Session& session, const StreamName& stream, Time cutoff) {
  return integer_of(*session.select("select count(*) from hub.quarantine where connection = $1 and stream = $2 and at < $3::timestamptz", {stream.connection, stream.stream, cell(cutoff)}).rows[0][0]);
}

std::vector<RecordKey> records_of_opt_outs(Session& session, const StreamName& stream) {
  std::vector<RecordKey> out;
  for (const auto& row : session.select("select distinct c.record_key from master.consent c where c.connection = $1 and c.stream = $2 and (c.answer = 'opt_out' or c.answer = 'opt_in' and c.own_act and c.standing"
                                        " and exists (select from master.consent o where o.answer = 'opt_out' and o.contact = c.contact and coalesce(o.latest_at, o.at) < c.at and (o.value = c.value or o.profile_id = c.profile_id)))",
                                        {stream.connection, stream.stream}).rows)
    out.push_back({stream.connection, stream.stream, *row[0]});
  return out;
}

std::vector<bool> lift_opt_outs(Session& session, const std::vector<OptWord>& opt_ins) {
  std::vector<bool> out(opt_ins.size());
  if (opt_ins.empty()) return out;
  std::vector<RecordKey> records;
  store::ArrayText contacts, values, times;
  for (const OptWord& one : opt_ins) {
    records.push_back(one.record);
    contacts.add(one.contact);
    values.add(one.value);
    times.add(cell(one.at));
  }
  Cells arguments = columns_of(records);
  for (store::ArrayText* more : {&contacts, &values, &times}) arguments.push_back(more->take());
  auto found = session.select(
      "select i.n from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) with ordinality i (connection, stream, key, contact, value, at, n)"
      " where exists (select from master.consent o where o.answer = 'opt_out' and o.contact = i.contact and coalesce(o.latest_at, o.at) < i.at"
      " and (o.value = i.value or (o.connection, o.stream, o.record_key) = (i.connection, i.stream, i.key)))",
      arguments);
  for (const auto& row : found.rows) out[size_t(integer_of(*row[0])) - 1] = true;
  return out;
}

void remove_records(Session& session, const std::vector<RecordKey>& records) {
  Cells keys = columns_of(records);
  session.select(std::string("delete from source.pending where record_id in (select id from source.record where ") + of_records + ")", keys);
  for (const char* from : {"source.record", "source.record_history", "hub.quarantine", "hub.quarantine_edit"}) session.select(fmt::format("delete from {} where {}", from, of_records), keys);
  forget_ended(session, records);
  rename_unreferenced(session, records);
}

void remove_versions(Session& session, const std::vector<int64_t>& ids) { session.select("delete from source.record_history where id = any($1::bigint[])", {store::array_of(ids)}); }

void remove_held_before(Session& session, const StreamName& stream, Time cutoff) {
  session.select("delete from hub.quarantine where connection = $1 and stream = $2 and at < $3::timestamptz", {stream.connection, stream.stream, cell(cutoff)});
}

void keep_removal(Session& session, const Removal& r, Time at) {
  session.select("insert into hub.retention (connection, stream, at, cutoff, records, versions, held) values ($1, $2, $3::timestamptz, $4::timestamptz, $5::bigint, $6::bigint, $7::bigint)",
                 {r.stream.connection, r.stream.stream, cell(at), cell(r.cutoff), cell(r.records), cell(r.versions), cell(r.held)});
}

std::optional<Time> last_removal(Session& session, const StreamName& stream) {
  auto found = session.select("select max(at) from hub.retention where connection = $1 and stream = $2", {stream.connection, stream.stream});
  return found.rows[0][0] ? time_of(*found.rows[0][0]) : std::nullopt;
}

void count_past(Session& session, int64_t run, const StreamName& stream, int64_t rows) {
  session.select("insert into hub.run_stream (run, connection, stream, read, unchanged) values ($1::bigint, $2, $3, $4::bigint, $4::bigint)", {cell(run), stream.connection, stream.stream, cell(rows)});
}

}  // namespace musubi
