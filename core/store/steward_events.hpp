// Stewards' words as they are kept: events, and the decisions, pins and claims that belong to them. All keyed on source keys. The
// last word that counts wins; what was undone doesn't count.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/record/field.hpp"
#include "core/record/link.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// A steward's word. `said`: as it was asked, never a customer's value.
struct StewardEvent {
  int64_t id = 0;
  std::string kind;  // decide, accept, refuse, merge, split, pin, unpin, claim, unclaim, undo
  std::vector<std::string> said;
  std::string who, why;
  Time at{};
  int64_t undoes = 0;  // of an undo: the event
  int64_t about = 0;   // of an undo: the word that it is about at whatever depth; else the event itself
  bool counts = true;
};

/// Keeps a word and answers its id. `id`, `about` and `counts` are found out; an undo recounts all events about the same word.
int64_t keep_event(Session& session, StewardEvent event);
/// Which parties are one and which are not, as event `event` says. At most 100,000.
void keep_decisions(Session& session, int64_t event, const std::vector<Decision>& decisions);

/// A pinned value; without parts: none is pinned any more.
struct KeptPin {
  int64_t event = 0;
  PartyKey party;
  Field field{};
  std::optional<std::vector<std::string>> parts;
  std::string who;
  Time at{};
  std::string since = {};  // ISO date from which it holds, "" where nobody said
  bool accepted = false;   // by the word on a proposal; only read
};
void keep_pin(Session& session, const KeptPin& pin);
/// The pins of these parties that count and hold, those without parts left out: per party and field the last one that is typed, blank or
/// taken off, and all that were accepted after it. By party and field, the last first.
std::vector<KeptPin> kept_pins(Session& session, const std::vector<PartyKey>& parties);

/// Whose a record without an owner is; without party: nobody's again.
struct KeptClaim {
  int64_t event = 0;
  RecordKey record;
  std::optional<PartyKey> of;
};
void keep_claim(Session& session, const KeptClaim& claim);
/// The last claims that count on these records, those that take it back included. By record.
std::vector<KeptClaim> kept_claims(Session& session, const std::vector<RecordKey>& records);

/// The events that decisions belong to, by the decisions' ids.
std::map<int64_t, int64_t> events_of_decisions(Session& session, const std::vector<int64_t>& decisions);

/// Throws Error "store.no_such_event".
StewardEvent steward_event(Session& session, int64_t id);
/// The event that counts and that took back `event`; 0 if none did.
int64_t undone_by(Session& session, int64_t event);

/// What an event speaks of: the parties of its decisions, pins and words on proposals, the records of its claims.
struct Concerned {
  std::vector<PartyKey> parties;
  std::vector<RecordKey> records;
};
Concerned concerned(Session& session, int64_t event);

/// Words that speak of any of these parties, undoings included, oldest first.
std::vector<StewardEvent> events_of(Session& session, const std::vector<PartyKey>& parties);

/// Records without an owner that hold a fact of this key, number or record key, at most `limit`; with `connection` and `stream`
/// only theirs.
std::vector<RecordKey> records_with_fact(Session& session, const StreamName& stream, const std::string& text, size_t limit);

}  // namespace musubi
