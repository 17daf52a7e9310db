// What every word of a steward has in common: one transaction with the publishing lock, the event, and what follows from it.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "core/flow/steward.hpp"

namespace musubi {

/// The parts of a field's value, read from `text` as a mapping would read it from a record; all "" for "". `name`: of the field, for
/// the Error "flow.bad_pin" where it cannot be read.
std::vector<std::string> value_as_read(const Hub& hub, const FieldDef& f, const std::string& name, Kind kind, const std::string& text);

class StewardStep {
 public:
  StewardStep(Hub& hub, const Speaker& speaker, const Clock& clock);
  Session& session() { return session_; }

  /// The customer that holds `id` now. Throws Error "flow.no_such_customer".
  int64_t customer(int64_t id);
  /// Its profiles, smallest id first.
  std::vector<Profile> profiles_of(int64_t customer);
  /// The party that gives the customer its id.
  PartyKey anchor(int64_t customer);

  int64_t say(std::string kind, std::vector<std::string> said, int64_t undoes = 0);
  /// Publishes what follows for these parties and records, keeps it in the audit log, commits, and answers. `fields`: of the
  /// customers, those that the word is about.
  WordOutcome finish(int64_t event, const Concerned& about, std::vector<std::string> fields = {});

 private:
  std::set<int64_t> holders(const Concerned& about);
  void keep(std::set<int64_t> customers, std::vector<std::string> fields);

  Hub& hub_;
  const Speaker& speaker_;
  const Clock& clock_;
  Time now_;
  Session session_;
  std::string kind_;  // of the word said
};

}  // namespace musubi
