#include "core/flow/claims.hpp"

#include <algorithm>
#include <map>

#include "core/store/steward_events.hpp"

namespace musubi {
namespace {

bool anonymous(const Fact& fact) { return !fact.of; }

}  // namespace

void hear_claims(Session& session, std::vector<Said>& said) {
  std::vector<RecordKey> records;
  for (const Said& s : said)
    if (std::any_of(s.mapped.facts.begin(), s.mapped.facts.end(), anonymous)) records.push_back(s.mapped.record);
  std::map<RecordKey, PartyKey> owners;
  for (KeptClaim& claim : kept_claims(session, records)) owners.emplace(std::move(claim.record), std::move(*claim.of));
  if (owners.empty()) return;
  for (Said& s : said) {
    auto owner = owners.find(s.mapped.record);
    if (owner == owners.end()) continue;
    for (Fact& fact : s.mapped.facts)
      if (anonymous(fact)) fact.of = owner->second;
  }
}

}  // namespace musubi
