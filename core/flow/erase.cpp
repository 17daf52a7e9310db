#include "core/flow/erase.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/flow/derive.hpp"
#include "core/flow/devices.hpp"
#include "core/flow/mailing.hpp"
#include "core/flow/profile_row.hpp"
#include "core/flow/proposals.hpp"
#include "core/flow/run_log.hpp"
#include "core/flow/write_chunk.hpp"
#include "core/map/map.hpp"
#include "core/store/audit.hpp"
#include "core/store/data_claims.hpp"
#include "core/store/pending.hpp"
#include "core/store/proposals.hpp"
#include "core/store/reading.hpp"
#include "core/store/steward_events.hpp"

namespace musubi {
namespace {

struct Found {
  std::vector<Profile> profiles;
  std::vector<int64_t> ids, customers;
  std::set<RecordKey> records;
  std::vector<RecordKey> receipts;  // theirs by a claim alone
};

/// Of `records`, which state none of the erased: those that say nobody and are theirs because a steward or another record says so.
std::vector<RecordKey> claimed(Session& session, const Rules& rules, const std::vector<RecordKey>& records) {
  std::vector<RecordKey> some, out;
  for (const DataClaim& claim : data_claims(session, records)) some.push_back(claim.receipt);
  for (const KeptClaim& claim : kept_claims(session, records)) some.push_back(claim.record);
  if (some.empty()) return out;
  session.publish_again(some);
  for (const Pending& p : pending_of(session, some)) {
    const Mapping* mapping = rules.mapping({p.record.id.connection, p.record.id.stream});
    if (!mapping || p.record.deleted) continue;
    const Mapped said = map_record(*mapping, p.record, rules.context(p.record.id.connection));
    const bool anonymous = said.profiles.empty() && std::none_of(said.facts.begin(), said.facts.end(), [](const Fact& f) { return f.of.has_value(); });
    if (!said.problem && anonymous) out.push_back(p.record.id);
  }
  return out;
}

Found found(Session& session, const Rules& rules, const std::vector<Row>& rows) {
  Found out;
  out.records = records_about(session, rows);
  std::set<RecordKey> others = out.records;
  for (const Row& row : rows) {
    out.profiles.push_back(profile_of(row));
    out.ids.push_back(out.profiles.back().id);
    out.customers.push_back(out.profiles.back().customer_id);
    others.erase(out.profiles.back().key.record);
  }
  out.receipts = claimed(session, rules, {others.begin(), others.end()});
  for (const RecordKey& receipt : out.receipts) out.records.erase(receipt);
  return out;
}

/// True if a record of another customer states the address or number; what a steward gave another stays theirs who is erased.
bool others_state(Session& session, const Stated& stated, const Found& who) {
  const std::vector<int64_t> others = others_with(session, stated.field == Field::email ? "email" : "phone", stated.key, who.customers);
  const std::vector<Row> rows = session.profile_rows_of_customers(others);
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
    const std::vector<Stated> values = profile_of(row).values;
    return std::any_of(values.begin(), values.end(), [&](const Stated& s) { return s.field == stated.field && s.key == stated.key; });
  });
}

/// Their e-mail addresses and phone numbers that no other customer has.
struct Personal {
  std::vector<std::string> emails;  // by key
  std::vector<std::string> traces;  // texts by which a trace of the erased is known where no key says whose it is
};

Personal personal(Session& session, const Found& who) {
  std::set<std::string> emails, traces;
  std::map<std::pair<bool, std::string>, bool> shared;
  for (const Profile& p : who.profiles)
    for (const Stated& s : p.values) {
      const bool email = s.field == Field::email;
      if ((!email && s.field != Field::phone) || s.key.empty() || s.parts.empty()) continue;
      auto [at, unasked] = shared.emplace(std::pair(email, s.key), false);
      if (unasked) at->second = others_state(session, s, who);
      if (at->second) continue;
      if (email) emails.insert(s.key);
      if (s.parts[0].size() > 6) traces.insert({s.parts[0], s.key});
    }
  return {{emails.begin(), emails.end()}, {traces.begin(), traces.end()}};
}

/// Of the records that hold a personal address, those that state no other customer.
std::vector<RecordKey> naming_nobody_else(Session& session, const Found& who, const std::vector<std::string>& emails) {
  std::vector<RecordKey> out = session.records_with(emails);
  std::set<RecordKey> others;
  for (const Row& row : session.profile_rows_of(out)) {
    const Profile p = profile_of(row);
    if (p.customer_id && std::find(who.customers.begin(), who.customers.end(), p.customer_id) == who.customers.end()) others.insert(p.key.record);
  }
  std::erase_if(out, [&](const RecordKey& record) { return others.contains(record); });
  return out;
}

/// Personal addresses, and phone numbers as people and systems write them: 090-1234-9876, 09012349876, +819012349876.
std::vector<std::string> written(const Found& who, const std::vector<std::string>& emails) {
  std::set<std::string> out(emails.begin(), emails.end());
  for (const Profile& p : who.profiles)
    for (const Stated& s : p.values) {
      if (s.field != Field::phone || s.parts.empty() || s.key.size() < 7) continue;
      std::string digits = s.parts[0];
      std::erase(digits, '-');
      out.insert({s.parts[0], digits, s.key});
    }
  return {out.begin(), out.end()};
}

/// Others whom stewards gave a value of the erased, or whose mails proposed one, lose it: their customers are merged again without.
void forget_among_others(Session& session, const Rules& rules, const Found& who, const std::vector<std::string>& texts, Time at) {
  std::vector<PartyKey> others = forget_words_with(session, texts);
  std::erase_if(others, [&](const PartyKey& p) { return std::any_of(who.profiles.begin(), who.profiles.end(), [&](const Profile& own) { return own.key == p; }); });
  if (others.empty()) return;
  write_changes(session, rules, derive_again(session, rules, others), 0, at);
  std::set<int64_t> customers;
  for (int64_t id : session.profile_ids(others))
    if (int64_t customer = current_customer(session, id)) customers.insert(customer);
  follow_proposals(session, rules, {customers.begin(), customers.end()}, Cause(0), at);
}

/// `also`: records that go though they state none of the profiles.
ErasureOutcome erase_profiles(Session& session, const Hub& hub, Erasure erasure, const std::vector<Row>& rows, const std::vector<RecordKey>& also, const Clock& clock) {
  const Rules& rules = hub.rules;
  Found there = found(session, rules, rows);
  there.records.insert(also.begin(), also.end());
  Personal own = personal(session, there);
  erasure.traces = own.traces;
  forget_among_others(session, rules, there, erasure.traces, erasure.at);
  for (RecordKey& record : naming_nobody_else(session, there, own.emails)) there.records.insert(std::move(record));
  std::erase_if(there.receipts, [&](const RecordKey& receipt) { return there.records.contains(receipt); });
  std::vector<RecordKey> records(there.records.begin(), there.records.end());
  session.remember_erased(records, own.emails);
  std::vector<PartyKey> parties;
  for (const Profile& p : there.profiles) parties.push_back(p.key);
  write_changes(session, rules, derive_emptied(session, rules, parties), 0, erasure.at);
  erasure.profiles = there.ids;
  erasure.records = std::move(records);
  session.erase(erasure);
  publish_again(session, rules, there.receipts, clock);
  std::vector<RecordKey> naming = session.records_with(written(there, own.emails));
  std::sort(naming.begin(), naming.end());
  remove_run_logs(hub.configuration.hub.data);
  std::vector<int64_t> whom = erasure.customer ? std::vector<int64_t>{erasure.customer} : there.ids;
  keep_audit(session, {erasure.at, "command", erasure.who, "customer erase", erasure.why, {}, std::move(whom), {}, 0, {}});
  return {erasure.customer, erasure.records.size(), there.profiles.size(), std::move(naming)};
}

}  // namespace

ErasureOutcome erase(Hub& hub, int64_t asked, const std::string& who, const std::string& why, const Clock& clock, bool swept) {
  Session session = hub.store.begin();
  session.lock_publishing();
  int64_t customer = current_customer(session, asked);
  std::vector<Row> rows = session.profile_rows_of_customers({customer});
  if (rows.empty()) throw Error("app.no_such_customer", {{"id", std::to_string(asked)}});
  std::vector<int64_t> users;
  for (const Row& row : rows) users.push_back(profile_of(row).id);
  for (Row& device : devices_to_go(session, users))
    if (profile_of(device).customer_id != customer) rows.push_back(std::move(device));
  ErasureOutcome out = erase_profiles(session, hub, {customer, {}, {}, {}, who, why, clock.now()}, rows, {}, clock);
  session.commit();
  if (swept) hub.store.sweep();
  return out;
}

size_t erase_again(Hub& hub, const Clock& clock) {
  Session session = hub.store.begin();
  session.lock_publishing();
  std::vector<RecordKey> back;
  session.each_record_key([&](const RecordKey& record) {
    if (session.is_erased(record)) back.push_back(record);
  });
  if (back.empty()) return 0;
  erase_profiles(session, hub, {0, {}, {}, {}, "restore", "", clock.now()}, session.profile_rows_of(back), back, clock);
  session.commit();
  hub.store.sweep();
  return back.size();
}

}  // namespace musubi
