#include "core/flow/steward_step.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/flow/derive.hpp"
#include "core/flow/mailing.hpp"
#include "core/flow/profile_row.hpp"
#include "core/flow/proposals.hpp"
#include "core/flow/write_chunk.hpp"
#include "core/store/audit.hpp"
#include "core/store/hub_watch.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

Cause of(int64_t event) {
  Cause out(0);
  out.event = event;
  return out;
}

}  // namespace

StewardStep::StewardStep(Hub& hub, const Speaker& speaker, const Clock& clock)
    : hub_(hub), speaker_(speaker), clock_(clock), now_(clock.now()), session_(hub.store.begin()) {
  session_.lock_publishing();
}

int64_t StewardStep::customer(int64_t id) {
  int64_t found = current_customer(session_, id);
  if (!found) throw Error("flow.no_such_customer", {{"id", fmt::to_string(id)}});
  return found;
}

std::vector<Profile> StewardStep::profiles_of(int64_t customer) {
  std::vector<Profile> out;
  for (const Row& row : session_.profile_rows_of_customers({customer})) out.push_back(profile_of(row));
  std::sort(out.begin(), out.end(), [](const Profile& a, const Profile& b) { return a.id < b.id; });
  return out;
}

PartyKey StewardStep::anchor(int64_t customer) { return session_.party_keys({customer}).at(0); }

int64_t StewardStep::say(std::string kind, std::vector<std::string> said, int64_t undoes) {
  StewardEvent event;
  event.kind = kind_ = std::move(kind);
  event.said = std::move(said);
  event.who = speaker_.who;
  event.why = speaker_.why;
  event.at = now_;
  event.undoes = undoes;
  return keep_event(session_, event);
}

std::set<int64_t> StewardStep::holders(const Concerned& about) {
  std::set<int64_t> out;
  for (int64_t id : session_.profile_ids(about.parties))
    if (int64_t holder = current_customer(session_, id)) out.insert(holder);
  return out;
}

void StewardStep::keep(std::set<int64_t> customers, std::vector<std::string> fields) {
  Audited one;
  one.at = now_;
  one.door = speaker_.door;
  one.who = speaker_.who;
  one.what = (kind_ == "decide" || kind_ == "accept" || kind_ == "refuse" ? "review " : "customer ") + kind_;
  one.why = speaker_.why;
  one.customers.assign(customers.begin(), customers.end());
  one.fields = std::move(fields);
  keep_audit(session_, std::move(one));
}

WordOutcome StewardStep::finish(int64_t event, const Concerned& about, std::vector<std::string> fields) {
  std::set<int64_t> concerned = holders(about);
  if (!about.parties.empty()) write_changes(session_, hub_.rules, derive_again(session_, hub_.rules, about.parties), of(event), now_);
  if (!about.records.empty()) publish_again(session_, hub_.rules, about.records, clock_, event);
  std::set<int64_t> customers = holders(about);
  follow_proposals(session_, hub_.rules, {customers.begin(), customers.end()}, of(event), now_);
  watch_notices(session_, now_);
  concerned.insert(customers.begin(), customers.end());
  keep(std::move(concerned), std::move(fields));
  std::vector<Overruled> contradicted = overruled(session_, about.parties);
  session_.commit();
  return {event, {customers.begin(), customers.end()}, std::move(contradicted)};
}

}  // namespace musubi
