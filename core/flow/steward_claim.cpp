// Words on records without an owner: claim and unclaim.
#include <fmt/format.h>

#include <set>

#include "core/flow/steward_step.hpp"
#include "core/store/data_claims.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

/// "pos.receipts/R-1" as stream and key; without them the whole text is a key.
std::pair<StreamName, std::string> taken_apart(const std::string& text) {
  size_t slash = text.find('/'), dot = text.find('.');
  if (slash == std::string::npos || dot == std::string::npos || dot > slash) return {{}, text};
  return {{text.substr(0, dot), text.substr(dot + 1, slash - dot - 1)}, text.substr(slash + 1)};
}

RecordKey receipt_named(Session& session, const std::string& text) {
  auto [stream, key] = taken_apart(text);
  std::vector<RecordKey> found = records_with_fact(session, stream, key, 2);
  if (found.empty() && !stream.connection.empty()) found = records_with_fact(session, {}, text, 2);
  if (found.empty()) throw Error("flow.no_such_receipt", {{"receipt", text}});
  if (found.size() > 1) throw Error("flow.many_receipts", {{"receipt", text}});
  return found.front();
}

/// Who owns the facts of a record; none where they are bare.
std::set<int64_t> owners_of(Session& session, const RecordKey& record) {
  std::set<int64_t> out;
  for (const FactKind& kind : fact_kinds())
    for (const Row& row : session.fact_rows_of(kind.table, {record}))
      if (row.cells[5]) out.insert(integer_of(*row.cells[5]));
  return out;
}

/// Whom somebody's claim has given the record to: by the last word of stewards, else by what data say. Nobody where it has an owner of
/// its own, for then a claim changes nothing.
std::optional<PartyKey> claimant(Session& session, const RecordKey& record, const std::set<int64_t>& owners) {
  std::vector<KeptClaim> kept = kept_claims(session, {record});
  std::vector<DataClaim> said = data_claims(session, {record});
  std::optional<PartyKey> out = !kept.empty() ? kept[0].of : !said.empty() ? std::optional(said[0].of) : std::nullopt;
  return out && owners.contains(session.profile_ids({*out})[0]) ? out : std::nullopt;
}

std::string shown(const RecordKey& r) { return fmt::format("{}.{}/{}", r.connection, r.stream, r.key); }

}  // namespace

WordOutcome claim_receipt(Hub& hub, const std::string& receipt, int64_t id, const Speaker& speaker, const Clock& clock) {
  StewardStep step(hub, speaker, clock);
  int64_t customer = step.customer(id);
  RecordKey record = receipt_named(step.session(), receipt);
  std::set<int64_t> owners = owners_of(step.session(), record);
  if (!owners.empty() && !claimant(step.session(), record, owners))
    throw Error("flow.has_owner", {{"receipt", shown(record)}, {"id", fmt::to_string(current_customer(step.session(), *owners.begin()))}});
  KeptClaim claim{0, record, step.anchor(customer)};
  claim.event = step.say("claim", {shown(record), fmt::to_string(customer)});
  keep_claim(step.session(), claim);
  return step.finish(claim.event, {{*claim.of}, {record}});
}

WordOutcome unclaim_receipt(Hub& hub, const std::string& receipt, const Speaker& speaker, const Clock& clock) {
  StewardStep step(hub, speaker, clock);
  RecordKey record = receipt_named(step.session(), receipt);
  std::optional<PartyKey> before = claimant(step.session(), record, owners_of(step.session(), record));
  if (!before) throw Error("flow.not_claimed", {{"receipt", shown(record)}});
  KeptClaim claim{0, record, {}};
  claim.event = step.say("unclaim", {shown(record)});
  keep_claim(step.session(), claim);
  return step.finish(claim.event, {{*before}, {record}});
}

}  // namespace musubi
