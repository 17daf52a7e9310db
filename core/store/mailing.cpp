#include "core/store/mailing.hpp"

#include <fmt/format.h>

#include "core/store/copy.hpp"
#include "core/store/versions.hpp"

namespace musubi {
namespace {

std::string texts(const std::vector<std::string>& all) {
  store::ArrayText out;
  for (const std::string& one : all) out.add(one);
  return out.take();
}

std::string text(const std::optional<std::string>& cell) { return cell.value_or(""); }

/// Most hubs have no word on consent yet, and ask for every chunk.
bool any(Session& session, const char* table) { return !session.ask(fmt::format("select from {} limit 1", table), {}).rows.empty(); }

}  // namespace

std::vector<int64_t> customers_touched(Session& session, const MailingTouch& touch) {
  std::vector<int64_t> out;
  if (touch.values.empty() && touch.profiles.empty() && touch.records.empty()) return out;
  store::ArrayText connections, streams, keys;
  for (const RecordKey& r : touch.records) {
    connections.add(r.connection);
    streams.add(r.stream);
    keys.add(r.key);
  }
  auto answer = session.ask(
      "with r as (select distinct * from unnest($3::text[], $4::text[], $5::text[]) k (connection, stream, key)),"
      " who as (select unnest($2::bigint[]) as id union"
      "   select p.id from r cross join lateral (select x.id from identity.profile x where x.connection = r.connection and x.stream = r.stream"
      "     and x.record_key = r.key offset 0) p),"
      " what as (select unnest($1::text[]) as value union"
      "   select c.value from who cross join lateral (select x.value from master.consent x where x.profile_id = who.id offset 0) c union"
      "   select c.value from r cross join lateral (select x.value from master.consent x where x.connection = r.connection and x.stream = r.stream"
      "     and x.record_key = r.key offset 0) c union"
      "   select c.value from r cross join lateral (select x.value from master.contact_state x where x.connection = r.connection and x.stream = r.stream"
      "     and x.record_key = r.key offset 0) c)"
      " select p.customer_id from what cross join lateral (select x.customer_id from master.contact_point x where x.value = what.value offset 0) p"
      " union select p.customer_id from who cross join lateral (select x.customer_id from identity.profile x where x.id = who.id offset 0) p"
      " where p.customer_id is not null",
      {texts(touch.values), store::array_of(touch.profiles), connections.take(), streams.take(), keys.take()});
  for (const auto& row : answer.rows) out.push_back(integer_of(*row[0]));
  return out;
}

std::vector<MailingProfile> mailing_profiles(Session& session, const std::vector<int64_t>& customers) {
  std::vector<MailingProfile> out;
  if (customers.empty()) return out;
  auto answer = session.ask(
      "select c.id, p.id, p.connection, p.gone, (p.prefecture, p.city, p.town, p.street) is not distinct from (c.prefecture, c.city, c.town, c.street)"
      " from unnest($1::bigint[]) o (id)"
      " cross join lateral (select * from master.customer x where x.id = o.id offset 0) c"
      " cross join lateral (select * from identity.profile x where x.customer_id = o.id offset 0) p",
      {store::array_of(customers)});
  for (const auto& row : answer.rows) out.push_back({integer_of(*row[0]), integer_of(*row[1]), *row[2], row[3] == "t", row[4] == "t"});
  return out;
}

std::vector<RecordKey> due_opt_outs(Session& session, Time now) {
  std::vector<RecordKey> out;
  auto answer = session.ask(
      "select distinct c.connection, c.stream, c.record_key from master.consent c"
      " join source.record r on r.connection = c.connection and r.stream = c.stream and r.key = c.record_key"
      " where c.answer = 'opt_out' and c.at <= $1::timestamptz and c.at > $1::timestamptz - interval '400 days' and c.at > r.received_at"
      "  and exists (select from master.mailing m where case c.contact when 'address' then m.post_code else m.mail_code end <> 'opted_out'"
      "   and m.customer_id in (select p.customer_id from identity.profile p where p.id = c.profile_id"
      "    union all select x.customer_id from master.contact_point x where x.kind = c.contact and x.value = c.value))"
      " order by 1, 2, 3",
      {cell(now)});
  for (const auto& row : answer.rows) out.push_back({*row[0], *row[1], *row[2]});
  return out;
}

std::vector<KeptConsent> kept_consents(Session& session, const std::vector<int64_t>& profiles, const std::vector<std::string>& values) {
  std::vector<KeptConsent> out;
  if (!any(session, "master.consent")) return out;
  auto answer = session.ask(
      "with w as (select c.* from (select distinct unnest($1::bigint[]) as id) o cross join lateral"
      "   (select * from master.consent x where x.profile_id = o.id offset 0) c"
      "  union select c.* from (select distinct unnest($2::text[]) as value) o cross join lateral"
      "   (select * from master.consent x where x.value = o.value offset 0) c),"
      " t as (select * from w union select c.* from (select distinct profile_id as id from w where profile_id is not null) o cross join lateral"
      "   (select * from master.consent x where x.profile_id = o.id offset 0) c)"
      " select profile_id, contact, value, answer, at, source, connection, own_act, standing, latest_at from t",
      {store::array_of(profiles), texts(values)});
  for (const auto& r : answer.rows)
    out.push_back({integer_of(r[0].value_or("0")), text(r[1]), text(r[2]), text(r[3]), text(r[4]), text(r[5]), text(r[6]), r[7] == "t", r[8] == "t", text(r[9])});
  return out;
}

void count_refusals(Session& session, int refusals, int days) {
  std::vector<std::optional<std::string>> wanted = {cell(int64_t(refusals)), cell(int64_t(days))};
  // Written only where it changes: a dry run, which may last, would lock it.
  auto same = session.ask("select where (coalesce((select refusals from hub.refusal_rule), 5), coalesce((select days from hub.refusal_rule), 30)) = ($1::int, $2::int)", wanted);
  if (!same.rows.empty()) return;
  session.ask("insert into hub.refusal_rule (refusals, days) values ($1::int, $2::int) on conflict (one) do update"
              " set refusals = excluded.refusals, days = excluded.days",
              wanted);
}

void name_mailing_sources(Session& session, const std::set<std::string>& connections) {
  std::vector<std::optional<std::string>> wanted = {texts({connections.begin(), connections.end()})};
  // Each only where it changes, as above.
  constexpr const char* missing = " from unnest($1::text[]) w (name) where not exists (select from hub.mailing_source m where m.connection = w.name)";
  constexpr const char* others = " from hub.mailing_source where connection <> all ($1::text[])";
  if (!session.ask(fmt::format("select{} limit 1", missing), wanted).rows.empty()) session.ask(fmt::format("insert into hub.mailing_source select name{} on conflict do nothing", missing), wanted);
  if (!session.ask(fmt::format("select{} limit 1", others), wanted).rows.empty()) session.ask(fmt::format("delete{}", others), wanted);
}

std::vector<ContactWord> last_states(Session& session, const std::vector<std::string>& values) {
  std::vector<ContactWord> out;
  if (values.empty() || !any(session, "master.contact_state")) return out;
  auto answer = session.ask(
      "select distinct on (w.contact, w.value) w.contact, w.value, w.state, w.at, w.source, w.reason, w.connection from (select distinct unnest($1::text[]) as value) o"
      " cross join lateral (select * from master.contact_word x where x.value = o.value and x.state <> 'opted_out' offset 0) w"
      " order by w.contact, w.value, w.at desc nulls last, w.state = 'returned' desc, w.state = 'bounced' desc, w.state = 'verified' desc,"
      " w.connection collate \"C\", w.stream collate \"C\", w.record_key collate \"C\", w.fact collate \"C\", w.key collate \"C\"",
      {texts(values)});
  for (const auto& r : answer.rows)
    out.push_back({text(r[0]), text(r[1]), contact_state_of(text(r[2])).value_or(ContactState::unverified), text(r[3]), r[4] ? *r[4] : text(r[6]), text(r[5])});
  return out;
}

}  // namespace musubi
