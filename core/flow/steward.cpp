#include "core/flow/steward.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <map>

#include "core/flow/derive.hpp"
#include "core/flow/profile_row.hpp"
#include "core/store/reading.hpp"

namespace musubi {

std::vector<ReviewPair> review_queue(Session& session, size_t limit) {
  Session::Answer answer = review_pairs(session, limit);
  std::vector<int64_t> ids;
  for (const auto& row : answer.rows) ids.insert(ids.end(), {integer_of(*row[0]), integer_of(*row[1])});
  std::map<int64_t, Profile> profiles;
  for (const Row& row : session.rows(TableId::profile, ids)) {
    Profile p = profile_of(row);
    profiles.emplace(p.id, std::move(p));
  }
  std::vector<ReviewPair> out;
  for (const auto& row : answer.rows) {
    Pair pair{integer_of(*row[0]), integer_of(*row[1]), std::strtod(row[2]->c_str(), nullptr), row[3] == "match" ? Band::match : Band::review,
              row[4].value_or(""), evidence_of(row[5].value_or(""))};
    out.push_back({std::move(pair), profiles.at(integer_of(*row[0])), profiles.at(integer_of(*row[1]))});
  }
  return out;
}

DecisionOutcome decide(Hub& hub, const Judgement& judgement, const Clock& clock) {
  Session session = hub.store.begin();
  session.lock_publishing();
  std::vector<Row> rows = session.rows(TableId::profile, {judgement.a, judgement.b});
  if (rows.size() != 2) throw Error("app.bad_pair", {{"pair", fmt::format("{}-{}", judgement.a, judgement.b)}});
  std::vector<PartyKey> parties = {profile_of(rows[0]).key, profile_of(rows[1]).key};
  session.decide({0, parties[0], parties[1], judgement.verdict, judgement.who, judgement.why, clock.now()});
  session.apply(derive_again(session, hub.rules, parties), 0, clock.now());
  DecisionOutcome out{current_customer(session, judgement.a), current_customer(session, judgement.b)};
  session.commit();
  return out;
}

}  // namespace musubi
