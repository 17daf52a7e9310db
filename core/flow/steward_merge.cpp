// Words on who is one customer: merge and split, and the undoing of any word.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/flow/steward_step.hpp"

namespace musubi {
namespace {

constexpr size_t most_decisions = 100'000;

Decision decision(const Profile& a, const Profile& b, Verdict verdict) {
  Decision out;
  out.a = a.key;
  out.b = b.key;
  out.verdict = verdict;
  return out;
}

/// All of them are the first one.
void hold_together(const std::vector<Profile>& profiles, std::vector<Decision>& out) {
  for (size_t i = 1; i < profiles.size(); ++i) out.push_back(decision(profiles[0], profiles[i], Verdict::same));
}

Concerned all_of(const std::vector<Decision>& decisions) {
  std::set<PartyKey> parties;
  for (const Decision& d : decisions) parties.insert({d.a, d.b});
  return {{parties.begin(), parties.end()}, {}};
}

bool named(const Profile& p, const std::string& text) {
  const RecordKey& r = p.key.record;
  return text == fmt::to_string(p.id) || text == "#" + fmt::to_string(p.id) || text == fmt::format("{}.{}/{}", r.connection, r.stream, r.key);
}

std::vector<Profile> take_named(std::vector<Profile>& all, const std::vector<std::string>& records, int64_t customer) {
  std::vector<Profile> out;
  for (const std::string& text : records) {
    auto rest = std::stable_partition(all.begin(), all.end(), [&](const Profile& p) { return !named(p, text); });
    bool twice = std::any_of(out.begin(), out.end(), [&](const Profile& p) { return named(p, text); });
    if (rest == all.end() && !twice) throw Error("flow.not_among", {{"record", text}, {"id", fmt::to_string(customer)}});
    std::move(rest, all.end(), std::back_inserter(out));
    all.erase(rest, all.end());
  }
  return out;
}

}  // namespace

WordOutcome merge_customers(Hub& hub, int64_t a, int64_t b, const Speaker& speaker, const Clock& clock) {
  StewardStep step(hub, speaker, clock);
  int64_t first = step.customer(a), second = step.customer(b);
  if (first == second) throw Error("flow.one_already", {{"a", fmt::to_string(a)}, {"b", fmt::to_string(b)}, {"id", fmt::to_string(first)}});
  std::vector<Profile> all = step.profiles_of(std::min(first, second)), others = step.profiles_of(std::max(first, second));
  if (all.front().kind != others.front().kind) throw Error("flow.other_kind", {{"a", fmt::to_string(first)}, {"b", fmt::to_string(second)}});
  all.insert(all.end(), others.begin(), others.end());
  std::vector<Decision> decisions;
  hold_together(all, decisions);
  if (decisions.size() > most_decisions) throw Error("flow.too_many_records", {{"limit", fmt::to_string(most_decisions)}});
  int64_t event = step.say("merge", {fmt::to_string(first), fmt::to_string(second)});
  keep_decisions(step.session(), event, decisions);
  return step.finish(event, all_of(decisions));
}

WordOutcome split_customer(Hub& hub, int64_t id, const std::vector<std::string>& records, const Speaker& speaker, const Clock& clock) {
  StewardStep step(hub, speaker, clock);
  int64_t customer = step.customer(id);
  std::vector<Profile> rest = step.profiles_of(customer);
  std::vector<Profile> parted = take_named(rest, records, customer);
  if (rest.empty() || parted.empty()) throw Error("flow.nothing_left", {{"id", fmt::to_string(customer)}});
  if (rest.size() * parted.size() > most_decisions) throw Error("flow.too_many_records", {{"limit", fmt::to_string(most_decisions)}});
  std::vector<Decision> decisions;
  hold_together(parted, decisions);
  for (const Profile& p : parted)
    for (const Profile& r : rest) decisions.push_back(decision(p, r, Verdict::different));
  std::vector<std::string> said = {fmt::to_string(customer)};
  for (const Profile& p : parted) said.push_back(fmt::format("#{}", p.id));
  int64_t event = step.say("split", std::move(said));
  keep_decisions(step.session(), event, decisions);
  return step.finish(event, all_of(decisions));
}

WordOutcome undo_event(Hub& hub, int64_t event, const Speaker& speaker, const Clock& clock) {
  StewardStep step(hub, speaker, clock);
  StewardEvent undone = steward_event(step.session(), event);
  if (!undone.counts)
    throw Error("flow.undone_already", {{"event", fmt::to_string(event)}, {"by", fmt::to_string(undone_by(step.session(), event))}});
  int64_t undoing = step.say("undo", {fmt::to_string(event)}, event);
  return step.finish(undoing, concerned(step.session(), undone.about));
}

}  // namespace musubi
