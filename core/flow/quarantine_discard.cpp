#include "core/flow/quarantine_discard.hpp"

#include "core/store/audit.hpp"
#include "core/store/quarantine_edits.hpp"

namespace musubi {
namespace {

void keep_word(Session& session, const char* action, const Speaker& speaker, Time at) { keep_audit(session, {at, speaker.door, speaker.who, action, speaker.why, {}, {}, {}, 1, {}}); }

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
  if (!open_discarded(session, id)) throw Error("flow.not_discarded", {{"id", std::to_string(id)}});
  keep_word(session, "quarantine restore", speaker, clock.now());
  session.commit();
}

}  // namespace musubi
