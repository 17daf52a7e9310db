#include "core/flow/erase.hpp"

#include <algorithm>
#include <set>

#include "core/flow/derive.hpp"
#include "core/flow/devices.hpp"
#include "core/flow/mailing.hpp"
#include "core/flow/profile_row.hpp"
#include "core/flow/proposals.hpp"
#include "core/flow/run_log.hpp"
#include "core/store/audit.hpp"
#include "core/store/proposals.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

struct Found {
  std::vector<Profile> profiles;
  std::vector<int64_t> ids;
  std::set<RecordKey> records;
};

Found found(Session& session, const std::vector<Row>& rows) {
  Found out;
  out.records = records_about(session, rows);
  for (const Row& row : rows) {
    out.profiles.push_back(profile_of(row));
    out.ids.push_back(out.profiles.back().id);
  }
  return out;
}

/// Addresses that no other customer has.
std::vector<std::string> personal_emails(Session& session, int64_t customer, const Found& who) {
  std::set<std::string> keys;
  for (const Profile& p : who.profiles)
    for (const Stated& s : p.values)
      if (s.field == Field::email && !s.key.empty()) keys.insert(s.key);
  std::vector<std::string> out;
  for (const std::string& key : keys)
    if (!others_have(session, "email", key, customer)) out.push_back(key);
  return out;
}

/// Texts by which a trace of the erased is known where no key says whose it is.
std::vector<std::string> traces(const Found& who) {
  std::set<std::string> out;
  for (const Profile& p : who.profiles)
    for (const Stated& s : p.values)
      if ((s.field == Field::email || s.field == Field::phone) && !s.parts.empty() && s.parts[0].size() > 6) out.insert({s.parts[0], s.key});
  out.erase("");
  return {out.begin(), out.end()};
}

/// Phone numbers as people and systems write them: 090-1234-9876, 09012349876, +819012349876.
std::vector<std::string> written_phones(const Found& who) {
  std::set<std::string> out;
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
ErasureOutcome erase_profiles(Session& session, const Hub& hub, Erasure erasure, const std::vector<Row>& rows, const std::vector<RecordKey>& also) {
  const Rules& rules = hub.rules;
  Found there = found(session, rows);
  there.records.insert(also.begin(), also.end());
  erasure.traces = traces(there);
  forget_among_others(session, rules, there, erasure.traces, erasure.at);
  std::vector<std::string> emails = personal_emails(session, erasure.customer, there);
  for (RecordKey& record : session.records_with(emails)) there.records.insert(std::move(record));
  std::vector<RecordKey> records(there.records.begin(), there.records.end());
  session.remember_erased(records, emails);
  std::vector<PartyKey> parties;
  for (const Profile& p : there.profiles) parties.push_back(p.key);
  write_changes(session, rules, derive_emptied(session, rules, parties), 0, erasure.at);
  erasure.profiles = there.ids;
  erasure.records = std::move(records);
  session.erase(erasure);
  std::vector<RecordKey> naming = session.records_with(written_phones(there));
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
  ErasureOutcome out = erase_profiles(session, hub, {customer, {}, {}, {}, who, why, clock.now()}, rows, {});
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
  erase_profiles(session, hub, {0, {}, {}, {}, "restore", "", clock.now()}, session.profile_rows_of(back), back);
  session.commit();
  hub.store.sweep();
  return back.size();
}

}  // namespace musubi
