#include <fmt/format.h>

#include "core/record/fact.hpp"
#include "core/store/columns.hpp"
#include "core/store/copy.hpp"
#include "core/store/session.hpp"
#include "core/store/versions.hpp"
#include "core/store/whole_text.hpp"

namespace musubi {
namespace store {
namespace {

constexpr const char* in_records = " (connection, stream, record_key) in (select * from unnest($1::text[], $2::text[], $3::text[]))";
constexpr const char* of_records = " (connection, stream, key) in (select * from unnest($1::text[], $2::text[], $3::text[]))";

void erase_payloads(Session::Impl& session, const std::vector<RecordKey>& records) {
  Arguments keys = columns_of(records);
  session.query(std::string("delete from source.pending where record_id in (select id from source.record where") + of_records + ")", keys);
  for (const char* from : {"source.record", "source.record_history", "hub.quarantine", "hub.quarantine_edit"}) session.query(std::string("delete from ") + from + " where" + of_records, keys);
  session.query(std::string("delete from hub.alert where") + in_records, keys);
}

Arguments arguments_of(const std::vector<std::string>& traces) {
  Arguments out;
  for (std::string& argument : whole_texts(traces)) out.emplace_back(std::move(argument));
  return out;
}

/// Held rows without a key, and what the master said of others while they were one with the erased.
void erase_traces(Session::Impl& session, const Erasure& e) {
  Arguments traces = arguments_of(e.traces);
  for (const char* from : {"hub.quarantine", "hub.quarantine_edit"}) session.query(std::string("delete from ") + from + " where " + holds_whole("payload::text"), traces);
  traces.push_back(array_of(e.profiles));
  session.query("delete from master.customer_history where customer_id = any($3::bigint[]) or " + holds_whole("concat_ws(' ', before::text, after::text)"), traces);
}

/// What hangs on the erased, and on nobody in records of theirs (a stop at another address); facts of others that stood in the same records stay.
void erase_facts(Session::Impl& session, const Erasure& e) {
  for (const FactKind& kind : fact_kinds()) {
    const std::string from = "delete from " + full_name(table(kind.table));
    session.query(from + " where profile_id = any($1::bigint[])", {array_of(e.profiles)});
    session.query(from + " where profile_id is null and" + in_records, columns_of(e.records));
  }
  ArrayText traces;
  for (const std::string& trace : e.traces) traces.add(trace);
  std::string all = traces.take();
  for (const char* from : {"master.contact_state", "master.consent"})
    session.query(std::string("delete from ") + from + " where value = any($1::text[]) or shown = any($1::text[])", {all});
  session.query("update master.sales_order set receiver_id = null where receiver_id = any($1::bigint[])", {array_of(e.profiles)});
  session.query("delete from master.relation where profile_id = any($1::bigint[]) or other_id = any($1::bigint[])", {array_of(e.profiles)});
}

/// Stewards' words stay as events without their reasons; what they were about is known by hash alone.
void empty_words(Session::Impl& session, const Erasure& e) {
  Arguments keys = columns_of(e.records);
  session.query(std::string("update identity.pin set parts = null where") + in_records, keys);
  session.query(std::string("update identity.proposal_word set value = '' where") + in_records, keys);
  session.query("update identity.merge_event set why = '' where id in (select event from identity.pin where" + std::string(in_records) + " union select event from identity.proposal_word where" + in_records +
                    " union select event from identity.decision where (a_connection, a_stream, a_record_key) in (select * from unnest($1::text[], $2::text[], $3::text[]))"
                    " or (b_connection, b_stream, b_record_key) in (select * from unnest($1::text[], $2::text[], $3::text[])))",
                keys);
  session.query("update identity.merge_event set why = '', said = '{}' where id in (select event from identity.claim where" + std::string(in_records) +
                    " or (of_connection, of_stream, of_record_key) in (select * from unnest($1::text[], $2::text[], $3::text[])))",
                keys);
}

/// Who read and changed them stays known; why was said in words that may name them.
void empty_audit(Session::Impl& session, const Erasure& e) {
  Arguments traces = arguments_of(e.traces);
  traces.push_back(array_of(e.profiles));
  session.query("update hub.audit_log set why = '' where why <> '' and what <> 'customer erase' and (customers && $3::bigint[] or " + holds_whole("why") + ")", traces);
}

/// Receipts that stewards gave to them are nobody's: their word, that it is not another's, stays.
void take_back_claims(Session::Impl& session, const Erasure& e) {
  session.query("update identity.claim set of_connection = null, of_stream = null, of_record_key = null, of_party = null where"
                " (of_connection, of_stream, of_record_key) in (select * from unnest($1::text[], $2::text[], $3::text[]))",
                columns_of(e.records));
}

/// Rows that stay (profiles, so that ids are never given twice, and stewards' words) get keys that say nothing.
void rename_records(Session::Impl& session, const std::vector<RecordKey>& records) {
  Arguments arguments = columns_of(records);
  ArrayText hashes;
  for (const RecordKey& r : records) hashes.add("erased:" + session.shared->erasures.hash_of(r));
  arguments.push_back(hashes.take());
  struct Place {
    const char *table, *before;
  };
  for (const Place& p : {Place{"profile", ""}, Place{"decision", "a_"}, Place{"decision", "b_"}, Place{"pin", ""}, Place{"proposal_word", ""}, Place{"claim", ""}})
    session.query(fmt::format("update identity.{0} t set {1}record_key = v.hash from unnest($1::text[], $2::text[], $3::text[], $4::text[]) v (connection, stream, key, hash)"
                              " where t.{1}connection = v.connection and t.{1}stream = v.stream and t.{1}record_key = v.key",
                              p.table, p.before),
                  arguments);
}

}  // namespace
}  // namespace store

void Session::erase(const Erasure& e) {
  store::erase_payloads(*impl_, e.records);
  store::erase_facts(*impl_, e);
  store::erase_traces(*impl_, e);
  store::empty_words(*impl_, e);
  store::empty_audit(*impl_, e);
  store::take_back_claims(*impl_, e);
  store::rename_records(*impl_, e.records);
  impl_->query("insert into identity.erasure (customer_id, records, who, why, at) values ($1::bigint, $2::bigint, $3, $4, $5::timestamptz)",
               {cell(e.customer), cell(int64_t(e.records.size())), e.who, e.why, cell(e.at)});
}

std::vector<RecordKey> Session::records_of_facts(TableId id, const std::vector<int64_t>& profiles) {
  std::vector<RecordKey> out;
  store::Reply reply = impl_->query("select distinct connection, stream, record_key from " + store::full_name(table(id)) + " where profile_id = any($1::bigint[])", {store::array_of(profiles)});
  for (int i = 0; i < reply.rows(); ++i) out.push_back({std::string(reply.text(i, 0)), std::string(reply.text(i, 1)), std::string(reply.text(i, 2))});
  return out;
}

std::vector<RecordKey> Session::records_with(const std::vector<std::string>& texts) {
  std::vector<RecordKey> out;
  if (texts.empty()) return out;
  store::Reply reply = impl_->query("select connection, stream, key from source.record where " + store::holds_whole("payload::text"), store::arguments_of(texts));
  for (int i = 0; i < reply.rows(); ++i) out.push_back({std::string(reply.text(i, 0)), std::string(reply.text(i, 1)), std::string(reply.text(i, 2))});
  return out;
}

void Session::each_record_key(const std::function<void(const RecordKey&)>& take) {
  store::Reply reply = impl_->query("select connection, stream, key from source.record");
  for (int i = 0; i < reply.rows(); ++i) take({std::string(reply.text(i, 0)), std::string(reply.text(i, 1)), std::string(reply.text(i, 2))});
}

void Session::remember_erased(const std::vector<RecordKey>& records, const std::vector<std::string>& email_keys) {
  impl_->shared->erasures.add(records, email_keys);
}

void Session::take_in_erasures(const std::string& erasures, const std::string& key) { impl_->shared->erasures.take_in(erasures, key); }

bool Session::anyone_erased() { return !impl_->shared->erasures.empty(); }

bool Session::is_erased(const RecordKey& record) { return impl_->shared->erasures.holds_record(record); }

bool Session::is_erased_email(std::string_view key) { return impl_->shared->erasures.holds_email(key); }

void Store::sweep() {
  std::unique_ptr<store::Connection> connection = impl_->shared->pool.take();
  for (const char* schema : {"source", "identity", "master", "hub"}) {
    store::Reply tables = connection->query("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = $1 and tablename <> 'migration'", {std::string(schema)});
    for (int i = 0; i < tables.rows(); ++i) connection->run("vacuum (full, analyze) " + *tables.cell(i, 0));
  }
  if (impl_->cluster) connection->run("vacuum (full) pg_statistic");
  if (impl_->cluster) {
    connection->run("checkpoint");
    connection->query("select pg_switch_wal()");
    connection->run("checkpoint");
  }
  impl_->shared->pool.give_back(std::move(connection));
}

}  // namespace musubi
