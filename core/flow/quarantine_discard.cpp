#include "core/flow/quarantine_discard.hpp"

#include "core/store/audit.hpp"
#include "core/store/quarantine_edits.hpp"

namespace musubi {
namespace {

void keep_word(Session& session, const char* action, const Speaker& speaker, Time at) { keep_audit(session, {at, speaker.door, speaker.who, action, speaker.why, {}, {}, {}, 1, {}}); }

/// A row is not held again where its record is good by now, or where a newer row of it is held: mending the older one would undo what came since.
void refuse_outdated(Session& session, const Held& row) {
  const std::string id = std::to_string(row.id);
  if (!record_is_held(session, row.record)) throw Error("flow.mended_since", {{"id", id}, {"key", row.record.key}});
  if (auto newer = held_after(session, row)) throw Error("flow.held_anew", {{"id", id}, {"newer", std::to_string(*newer)}});
}

}  // namespace

void discard_held(Hub& hub, int64_t id, const Speaker& speaker, const Clock& clock) {
  if (speaker.why.empty()) throw Error("flow.discard_without_why", {{"id", std::to_string(id)}});
  Session session = hub.store.begin();
  if (!close_as_discarded(session, id, speaker.who, speaker.why, clock.now())) throw Error("flow.no_such_held", {{"id", std::to_string(id)}});
  keep_word(session, "quarantine discard", speaker, clock.now());
  session.commit();
}

void take_back_discard(Hub& hub, int64_t id, const Speaker& speaker, const Clock& clock) {
  Session session = hub.store.begin();
  const std::optional<Held> row = discarded_row(session, id);
  if (row && !row->record.key.empty()) refuse_outdated(session, *row);
  if (!row || !open_discarded(session, id)) throw Error("flow.not_discarded", {{"id", std::to_string(id)}});
  keep_word(session, "quarantine restore", speaker, clock.now());
  session.commit();
}

}  // namespace musubi
