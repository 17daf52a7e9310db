// Words on records without an owner: claim and unclaim.
#include <fmt/format.h>

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

/// Who owns the facts of a record, nobody (0) where they are bare.
int64_t owner_of(Session& session, const RecordKey& record) {
  for (const FactKind& kind : fact_kinds())
    for (const Row& row : session.fact_rows_of(kind.table, {record}))
      if (row.cells[5]) return integer_of(*row.cells[5]);
  return 0;
}

/// Whose the record is by somebody's claim: the last word of stewards, else what data say.
std::optional<PartyKey> claimant(Session& session, const RecordKey& record) {
  if (std::vector<KeptClaim> kept = kept_claims(session, {record}); !kept.empty()) return kept[0].of;
  std::vector<DataClaim> said = data_claims(session, {record});
  return said.empty() ? std::nullopt : std::optional(said[0].of);
}

std::string shown(const RecordKey& r) { return fmt::format("{}.{}/{}", r.connection, r.stream, r.key); }

}  // namespace

WordOutcome claim_receipt(Hub& hub, const std::string& receipt, int64_t id, const Speaker& speaker, const Clock& clock) {
  StewardStep step(hub, speaker, clock);
  int64_t customer = step.customer(id);
  RecordKey record = receipt_named(step.session(), receipt);
  std::optional<PartyKey> before = claimant(step.session(), record);
  if (int64_t owner = owner_of(step.session(), record); owner && !before)
    throw Error("flow.has_owner", {{"receipt", shown(record)}, {"id", fmt::to_string(current_customer(step.session(), owner))}});
  KeptClaim claim{0, record, step.anchor(customer)};
  claim.event = step.say("claim", {shown(record), fmt::to_string(customer)});
  keep_claim(step.session(), claim);
  return step.finish(claim.event, {{*claim.of}, {record}});
}

WordOutcome unclaim_receipt(Hub& hub, const std::string& receipt, const Speaker& speaker, const Clock& clock) {
  StewardStep step(hub, speaker, clock);
  RecordKey record = receipt_named(step.session(), receipt);
  std::optional<PartyKey> before = claimant(step.session(), record);
  if (!before) throw Error("flow.not_claimed", {{"receipt", shown(record)}});
  KeptClaim claim{0, record, {}};
  claim.event = step.say("unclaim", {shown(record)});
  keep_claim(step.session(), claim);
  return step.finish(claim.event, {{*before}, {record}});
}

}  // namespace musubi
