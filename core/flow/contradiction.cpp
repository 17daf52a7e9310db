#include "core/flow/contradiction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/flow/profile_row.hpp"
#include "core/store/steward_events.hpp"

namespace musubi {
namespace {

constexpr size_t most_parties = 10'000;

/// The last words between parties that "same" joins, by id.
std::map<int64_t, Decision> words_around(Session& session, const std::vector<PartyKey>& parties) {
  std::map<int64_t, Decision> out;
  std::set<PartyKey> seen(parties.begin(), parties.end());
  std::vector<PartyKey> frontier(seen.begin(), seen.end());
  while (!frontier.empty() && seen.size() <= most_parties) {
    std::vector<PartyKey> next;
    for (Decision& d : session.decisions(frontier)) {
      if (d.verdict == Verdict::same)
        for (const PartyKey* end : {&d.a, &d.b})
          if (seen.insert(*end).second) next.push_back(*end);
      out.emplace(d.id, std::move(d));
    }
    frontier = std::move(next);
  }
  return out;
}

std::map<PartyKey, int64_t> customers_of(Session& session, const std::map<int64_t, Decision>& words) {
  std::set<PartyKey> ends;
  for (const auto& [id, d] : words) ends.insert({d.a, d.b});
  std::map<PartyKey, int64_t> out;
  for (const Row& row : session.rows(TableId::profile, session.profile_ids({ends.begin(), ends.end()}))) {
    Profile p = profile_of(row);
    out[p.key] = p.customer_id;
  }
  return out;
}

std::string name_of(const PartyKey& p) { return fmt::format("{}.{}/{}", p.record.connection, p.record.stream, p.record.key); }

}  // namespace

std::vector<Overruled> overruled(Session& session, const std::vector<PartyKey>& parties) {
  std::vector<Overruled> out;
  if (parties.empty() || !session.anything_decided()) return out;
  std::map<int64_t, Decision> words = words_around(session, parties);
  std::map<PartyKey, int64_t> customers = customers_of(session, words);
  for (auto& [id, d] : words) {
    int64_t a = customers[d.a], b = customers[d.b];
    if (a && b && (d.verdict == Verdict::same) != (a == b)) out.push_back({std::move(d), 0});
  }
  std::vector<int64_t> ids;
  for (const Overruled& one : out) ids.push_back(one.word.id);
  std::map<int64_t, int64_t> events = events_of_decisions(session, ids);
  for (Overruled& one : out) one.event = events[one.word.id];
  return out;
}

Message message_of(const Overruled& one) {
  return {"flow.overruled_" + std::string(word(one.word.verdict)),
          {{"event", fmt::to_string(one.event)}, {"who", one.word.who}, {"a", name_of(one.word.a)}, {"b", name_of(one.word.b)}}};
}

}  // namespace musubi
