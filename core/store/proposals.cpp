#include "core/store/proposals.hpp"

#include <algorithm>

#include "core/store/copy.hpp"
#include "core/store/versions.hpp"
#include "core/store/whole_text.hpp"

namespace musubi {
namespace {

std::string text(const std::optional<std::string>& cell) { return cell.value_or(""); }

/// Most hubs have no proposal yet, and ask for every chunk.
bool any(Session& session, const std::string& table) { return !session.ask("select from " + table + " limit 1", {}).rows.empty(); }

constexpr const char* profiles_of =
    " from unnest($1::bigint[]) o (id) cross join lateral (select x.* from identity.profile x where x.customer_id = o.id offset 0) p ";
constexpr const char* by_party = "(x.connection, x.stream, x.record_key, x.party) = (p.connection, p.stream, p.record_key, p.party)";

}  // namespace

std::vector<KeptProposal> kept_proposals(Session& session, const std::vector<int64_t>& customers) {
  std::vector<KeptProposal> out;
  if (customers.empty() || !any(session, "master.proposal")) return out;
  auto answer = session.ask(std::string("select p.customer_id, p.connection, p.stream, p.record_key, p.party, f.connection, f.stream, f.record_key, f.fact, f.key, f.field,"
                                        " f.value, f.shown, f.at") +
                                profiles_of + "cross join lateral (select * from master.proposal x where x.profile_id = p.id offset 0) f",
                            {store::array_of(customers)});
  for (const auto& r : answer.rows)
    out.push_back({integer_of(*r[0]), {{*r[1], *r[2], *r[3]}, *r[4]}, {*r[5], *r[6], *r[7]}, text(r[8]), text(r[9]), text(r[10]), text(r[11]), text(r[12]), text(r[13])});
  return out;
}

void keep_proposal_words(Session& session, const std::vector<ProposalWord>& words) {
  for (const ProposalWord& w : words) {
    const RecordKey& r = w.party.record;
    session.select(
        "insert into identity.proposal_word (event, connection, stream, record_key, party, field, value, accepted)"
        " values ($1::bigint, $2, $3, $4, $5, $6, $7, $8::boolean) on conflict do nothing",
        {cell(w.event), r.connection, r.stream, r.key, w.party.party, w.field, w.value, cell(w.accepted)});
  }
}

std::vector<JudgedProposal> judged_proposals(Session& session, const std::vector<int64_t>& customers) {
  std::vector<JudgedProposal> out;
  if (customers.empty() || !any(session, "identity.proposal_word")) return out;
  auto answer = session.ask(std::string("select distinct p.customer_id, w.field, w.value") + profiles_of +
                                "cross join lateral (select x.* from identity.proposal_word x join identity.merge_event e on e.id = x.event and e.counts where " +
                                by_party + " offset 0) w",
                            {store::array_of(customers)});
  for (const auto& r : answer.rows) out.push_back({integer_of(*r[0]), text(r[1]), text(r[2])});
  return out;
}

std::vector<PartyKey> forget_words_with(Session& session, const std::vector<std::string>& texts) {
  std::vector<PartyKey> out;
  if (texts.empty()) return out;
  std::vector<std::optional<std::string>> all;
  for (std::string& argument : store::whole_texts(texts)) all.emplace_back(std::move(argument));
  auto holds = [](const std::string& what) { return " where " + store::holds_whole(what); };
  auto pins = session.select("update identity.pin set parts = null" + holds("array_to_string(parts, ' ')") + " returning connection, stream, record_key, party", all);
  for (const auto& r : pins.rows) out.push_back({{*r[0], *r[1], *r[2]}, *r[3]});
  session.select("update identity.proposal_word set value = ''" + holds("value"), all);
  session.select("delete from identity.open_proposal" + holds("concat_ws(' ', value, shown)"), all);
  std::vector<int64_t> profiles;
  auto proposals = session.select("delete from master.proposal" + holds("concat_ws(' ', value, shown, wording)") + " returning coalesce(profile_id, 0)", all);
  for (const auto& r : proposals.rows) profiles.push_back(integer_of(*r[0]));
  std::vector<PartyKey> parties = session.party_keys(profiles);
  out.insert(out.end(), parties.begin(), parties.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<PinnedAt> pinned_at(Session& session, const std::vector<int64_t>& customers) {
  std::vector<PinnedAt> out;
  if (customers.empty() || !any(session, "identity.pin")) return out;
  auto answer = session.ask(std::string("select p.customer_id, w.field, max(w.at)") + profiles_of +
                                "cross join lateral (select distinct on (x.field) x.field, x.parts, coalesce(x.since - interval '1 day', e.at) as at"
                                " from identity.pin x join identity.merge_event e on e.id = x.event and e.counts where " +
                                by_party + " order by x.field, x.event desc offset 0) w where w.parts is not null group by 1, 2",
                            {store::array_of(customers)});
  for (const auto& r : answer.rows) out.push_back({integer_of(*r[0]), text(r[1]), time_of(text(r[2])).value_or(Time{})});
  return out;
}

std::vector<WaitingProposal> waiting_proposals(Session& session, size_t limit, int64_t customer) {
  std::vector<WaitingProposal> out;
  auto answer = session.select(
      "select o.customer_id, o.field, o.value, o.shown, o.since, o.at, f.source, f.wording, p.connection, p.stream, p.record_key, p.party, o.connection, o.stream, o.record_key"
      " from identity.open_proposal o join master.proposal f on f.connection = o.connection and f.stream = o.stream and f.record_key = o.record_key"
      "  and f.fact = o.fact and f.key is not distinct from o.key join identity.profile p on p.id = f.profile_id"
      " where $2::bigint = 0 or o.customer_id = $2::bigint"
      " order by o.field <> 'employment', o.at desc nulls last, o.connection collate \"C\", o.stream collate \"C\", o.record_key collate \"C\","
      " o.field collate \"C\", o.value collate \"C\" limit $1::bigint",
      {cell(int64_t(limit)), cell(customer)});
  for (const auto& r : answer.rows)
    out.push_back({integer_of(*r[0]), text(r[1]), text(r[2]), text(r[3]), text(r[4]), text(r[5]), text(r[6]), text(r[7]), {{text(r[8]), text(r[9]), text(r[10])}, text(r[11])}, {text(r[12]), text(r[13]), text(r[14])}});
  return out;
}

}  // namespace musubi
