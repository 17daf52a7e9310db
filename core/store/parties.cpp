#include <map>

#include "core/store/copy.hpp"
#include "core/store/session.hpp"
#include "core/store/steward_events.hpp"
#include "core/store/versions.hpp"

namespace musubi {
namespace store {
namespace {

struct PartyColumns {
  ArrayText connections, streams, keys, parties;
  void add(const PartyKey& p) {
    connections.add(p.record.connection);
    streams.add(p.record.stream);
    keys.add(p.record.key);
    parties.add(p.party);
  }
  Arguments take() { return {connections.take(), streams.take(), keys.take(), parties.take()}; }
};

constexpr const char* asked =
    " unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality v (connection, stream, key, "
    "party, n) ";

/// Fills in the ids that are there; answers the positions of those that aren't.
std::vector<size_t> look_up(Session::Impl& session, const std::vector<PartyKey>& parties,
                            const std::vector<size_t>& which, std::vector<int64_t>& ids) {
  PartyColumns columns;
  for (size_t i : which) columns.add(parties[i]);
  Reply reply =
      session.query(std::string("select p.id from") + asked +
                        "left join lateral (select id from identity.profile t where t.connection = "
                        "v.connection and t.stream = v.stream"
                        " and t.record_key = v.key and t.party = v.party limit 1) p on true order by v.n",
                    columns.take());
  std::vector<size_t> missing;
  for (size_t i = 0; i < which.size(); ++i) {
    ids[which[i]] = reply.integer(int(i), 0);
    if (reply.null(int(i), 0)) missing.push_back(which[i]);
  }
  return missing;
}

/// Another session may give the same party its id at the same time; then its id stands.
void insert_stubs(Session::Impl& session, const std::vector<PartyKey>& parties,
                  const std::vector<size_t>& which) {
  PartyColumns columns;
  for (size_t i : which) columns.add(parties[i]);
  session.query(std::string("insert into identity.profile (id, connection, stream, record_key, party, kind, "
                            "entered_by, gone, stub)"
                            " select nextval('identity.profile_id'), connection, stream, key, party, "
                            "'person', 'import', false, true from"
                            " (select connection, stream, key, party from") +
                    asked + "order by n) v on conflict do nothing",
                columns.take());
}

void give_ids(Session::Impl& session, const std::vector<PartyKey>& parties, const std::vector<size_t>& which,
              std::vector<int64_t>& ids) {
  if (!session.publishing) {
    insert_stubs(session, parties, which);
    look_up(session, parties, which, ids);
    return;
  }
  Reply reply =
      session.query("select nextval('identity.profile_id') from generate_series(1, $1::bigint) order by 1",
                    {std::to_string(which.size())});
  for (size_t i = 0; i < which.size(); ++i)
    session.stubs.add(parties[which[i]], ids[which[i]] = reply.integer(int(i), 0));
}

PartyKey party_at(const Reply& reply, int row, int from) {
  auto text = [&](int c) { return std::string(reply.text(row, from + c)); };
  return {{text(0), text(1), text(2)}, text(3)};
}

Verdict verdict_of(std::string_view text) {
  for (Verdict v : {Verdict::same, Verdict::different})
    if (word(v) == text) return v;
  return Verdict::household;
}

}  // namespace
}  // namespace store

std::vector<PartyKey> Session::party_keys(const std::vector<int64_t>& profile_ids) {
  std::vector<PartyKey> out;
  if (profile_ids.empty()) return out;
  store::Reply reply = impl_->query(
      "select p.connection, p.stream, p.record_key, p.party from unnest($1::bigint[]) with ordinality v (id, n)"
      " join identity.profile p on p.id = v.id order by v.n",
      {store::array_of(profile_ids)});
  for (int i = 0; i < reply.rows(); ++i) out.push_back(store::party_at(reply, i, 0));
  return out;
}

std::vector<int64_t> Session::profile_ids(const std::vector<PartyKey>& parties) {
  std::vector<int64_t> ids(parties.size());
  std::map<PartyKey, size_t> first;
  std::vector<size_t> which, twin_of(parties.size());
  for (size_t i = 0; i < parties.size(); ++i) {
    auto [at, fresh] = first.try_emplace(parties[i], i);
    twin_of[i] = at->second;
    if (fresh && (ids[i] = impl_->stubs.id_of(parties[i])) == 0) which.push_back(i);
  }
  if (!which.empty()) which = store::look_up(*impl_, parties, which, ids);
  if (!which.empty()) store::give_ids(*impl_, parties, which, ids);
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = ids[twin_of[i]];
  return ids;
}

std::vector<Decision> Session::decisions(const std::vector<PartyKey>& parties) {
  std::vector<Decision> out;
  if (parties.empty()) return out;
  store::PartyColumns columns;
  for (const PartyKey& p : parties) columns.add(p);
  const std::string both =
      "a_connection, a_stream, a_record_key, a_party, b_connection, b_stream, b_record_key, b_party";
  auto side = [](const std::string& s) {
    return "select d.id from identity.decision d join asked v on d." + s +
           "_connection = v.connection and d." + s + "_stream = v.stream and d." + s +
           "_record_key = v.key and d." + s + "_party = v.party";
  };
  store::Reply reply =
      impl_->query(std::string("with asked as (select * from") + store::asked + "), found as (" + side("a") +
                       " union " + side("b") + ") select distinct on (" + both + ") id, " + both +
                       ", verdict, who, why, at"
                       " from (select d.*, e.who, e.why, e.at from identity.decision d join identity.merge_event e on e.id = d.event"
                       " and e.counts where d.id in (select id from found)) d order by " +
                       both + ", id desc",
                   columns.take());
  for (int i = 0; i < reply.rows(); ++i)
    out.push_back({reply.integer(i, 0), store::party_at(reply, i, 1), store::party_at(reply, i, 5),
                   store::verdict_of(reply.text(i, 9)), std::string(reply.text(i, 10)),
                   std::string(reply.text(i, 11)), time_of(reply.text(i, 12)).value_or(Time{})});
  return out;
}

bool Session::anything_decided() {
  return impl_->query("select exists (select from identity.decision)").yes(0, 0);
}

void Session::decide(const Decision& d) {
  keep_decisions(*this, keep_event(*this, {0, "decide", {std::string(word(d.verdict))}, d.who, d.why, d.at}), {d});
}

}  // namespace musubi
