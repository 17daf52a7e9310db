#include "core/flow/claims.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/store/data_claims.hpp"
#include "core/store/steward_events.hpp"

namespace musubi {
namespace {

bool anonymous(const Fact& fact) { return !fact.of; }

void add_receipt(const Row& row, std::set<RecordKey>& out) {
  static const size_t stream = table(TableId::receipt_claim).at("receipt_stream"), receipt = table(TableId::receipt_claim).at("receipt");
  if (row.cells.empty()) return;
  const std::string& name = *row.cells[stream];
  size_t dot = name.find('.');
  out.insert({name.substr(0, dot), name.substr(dot + 1), *row.cells[receipt]});
}

/// Whether the row is of a party that only others speak of, as one without a row may be.
bool is_stub(const Row& profile) {
  static const size_t stub = table(TableId::profile).at("stub");
  return profile.cells.empty() || profile.cells[stub] == "t";
}

}  // namespace

void hear_claims(Session& session, std::vector<Said>& said) {
  std::vector<RecordKey> records;
  for (const Said& s : said)
    if (std::any_of(s.mapped.facts.begin(), s.mapped.facts.end(), anonymous)) records.push_back(s.mapped.record);
  std::map<RecordKey, std::optional<PartyKey>> owners;
  for (DataClaim& claim : data_claims(session, records)) owners.emplace(std::move(claim.receipt), std::move(claim.of));
  for (KeptClaim& claim : kept_claims(session, records)) owners.insert_or_assign(std::move(claim.record), std::move(claim.of));
  if (owners.empty()) return;
  for (Said& s : said) {
    auto owner = owners.find(s.mapped.record);
    if (owner == owners.end() || !owner->second) continue;
    for (Fact& fact : s.mapped.facts)
      if (anonymous(fact)) fact.of = owner->second;
  }
}

std::vector<RecordKey> receipts_of(Session& session, const ChangeSet& changes) {
  std::set<RecordKey> out;
  std::vector<int64_t> come_or_gone;
  for (const RowChange& change : changes.changes) {
    if (change.table == TableId::profile && is_stub(change.before) != is_stub(change.after)) come_or_gone.push_back(integer_of(*(change.after.cells.empty() ? change.before : change.after).cells[0]));
    if (change.table != TableId::receipt_claim) continue;
    add_receipt(change.before, out);
    add_receipt(change.after, out);
  }
  for (RecordKey& receipt : receipts_claimed_by(session, come_or_gone)) out.insert(std::move(receipt));
  return {out.begin(), out.end()};
}

}  // namespace musubi
