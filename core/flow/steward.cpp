#include "core/flow/steward.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <map>

#include "core/flow/profile_row.hpp"
#include "core/flow/steward_step.hpp"
#include "core/resolve/by_device.hpp"

namespace musubi {
namespace {

std::vector<PartyKey> parties_of(Session& session, int64_t customer) {
  std::vector<PartyKey> out = session.party_keys({customer});
  for (const Row& row : session.profile_rows_of_customers({customer})) out.push_back(profile_of(row).key);
  return out;
}

}  // namespace

std::vector<ReviewPair> review_queue(Session& session, size_t limit, Review what) {
  Session::Answer answer = review_pairs(session, limit, what);
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
    hear_device(pair, false);
    out.push_back({std::move(pair), profiles.at(integer_of(*row[0])), profiles.at(integer_of(*row[1])), std::strtod(row[6]->c_str(), nullptr),
                   integer_of(*row[7]), integer_of(*row[8]), integer_of(*row[9])});
  }
  return out;
}

DecisionOutcome decide(Hub& hub, const Judgement& judgement, const Clock& clock) {
  Speaker speaker{judgement.who, judgement.why};
  StewardStep step(hub, speaker, clock);
  std::vector<PartyKey> parties = step.session().party_keys({judgement.a, judgement.b});
  if (parties.size() != 2 || judgement.a == judgement.b) throw Error("app.bad_pair", {{"pair", fmt::format("{}-{}", judgement.a, judgement.b)}});
  int64_t event = step.say("decide", {fmt::format("{}-{}", judgement.a, judgement.b), std::string(word(judgement.verdict))});
  Decision decision;
  decision.a = parties[0];
  decision.b = parties[1];
  decision.verdict = judgement.verdict;
  keep_decisions(step.session(), event, {decision});
  WordOutcome outcome = step.finish(event, {parties, {}});
  Session session = hub.store.begin();
  return {current_customer(session, judgement.a), current_customer(session, judgement.b), std::move(outcome.overruled)};
}

std::vector<StewardEvent> words_about(Session& session, int64_t customer) { return events_of(session, parties_of(session, customer)); }

std::vector<Overruled> overruled_about(Session& session, int64_t customer) { return overruled(session, parties_of(session, customer)); }

}  // namespace musubi
