// Words on proposals.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/flow/profile_row.hpp"
#include "core/flow/proposals.hpp"
#include "core/flow/steward_step.hpp"
#include "core/record/proposal.hpp"

namespace musubi {
namespace {

/// The customer in "P12-3fa09c"; 0 where the text is no such code.
int64_t customer_in(const std::string& code) {
  int64_t id = 0;
  if (code.size() < 2 || (code[0] != 'P' && code[0] != 'p')) return 0;
  auto [end, fault] = std::from_chars(code.data() + 1, code.data() + code.size(), id);
  return fault == std::errc() && end != code.data() + code.size() && *end == '-' ? id : 0;
}

/// The proposal that is open under this code, also under a retired id of its customer.
WaitingProposal waiting_under(StewardStep& step, const std::string& code) {
  constexpr size_t most = 100'000;
  if (int64_t asked = customer_in(code)) {
    int64_t customer = step.customer(asked);
    for (WaitingProposal& one : waiting_proposals(step.session(), most, customer))
      if (proposal_code(asked, one.field, one.value).compare(1, std::string::npos, code, 1, std::string::npos) == 0) return std::move(one);
  }
  throw Error("flow.no_such_proposal", {{"code", code}});
}

std::string since_of(const Hub& hub, const WaitingProposal& said) {
  std::optional<Time> since = time_of(said.since);
  return since ? format_local(*since, hub.rules.zone).substr(0, 10) : "";
}

/// Pins stand on the party whose words they are, and go where it goes.
class Acceptance {
 public:
  Acceptance(Hub& hub, StewardStep& step, const WaitingProposal& said, int64_t event)
      : hub_(hub), step_(step), said_(said), event_(event), parties_{said.party} {}

  /// What is pinned, and where; the parties that it concerns.
  std::vector<PartyKey> settle() {
    if (said_.field == employment_field) {
      if (said_.value == word(EmploymentNews::ended))
        for (Field f : {Field::company, Field::department, Field::title}) pin(f, "");
      return parties_;
    }
    if (said_.field == opt_out_field) return parties_;
    const FieldDef& f = *find_field(said_.field);
    pin(f.field, said_.shown);
    if (f.field == Field::email) join_writer();
    return parties_;
  }

 private:
  void pin(Field f, const std::string& text) {
    const FieldDef& def = field(f);
    KeptPin one;
    one.event = event_;
    one.party = said_.party;
    one.field = f;
    one.parts = value_as_read(hub_, def, std::string(def.name), Kind::person, text);
    one.since = since_of(hub_, said_);
    keep_pin(step_.session(), one);
  }

  /// Who wrote from the new address in the same record is the one who had the old one.
  void join_writer() {
    std::vector<Decision> decisions;
    for (const Row& row : step_.session().profile_rows_of({said_.record})) {
      Profile p = profile_of(row);
      bool writes = std::any_of(p.values.begin(), p.values.end(), [&](const Stated& s) { return s.field == Field::email && s.key == said_.value; });
      if (!writes || p.kind != Kind::person || p.customer_id == said_.customer) continue;
      Decision d;
      d.a = said_.party;
      d.b = p.key;
      d.verdict = Verdict::same;
      decisions.push_back(d);
      parties_.push_back(p.key);
    }
    if (!decisions.empty()) keep_decisions(step_.session(), event_, decisions);
  }

  Hub& hub_;
  StewardStep& step_;
  const WaitingProposal& said_;
  int64_t event_;
  std::vector<PartyKey> parties_;
};

/// A word for each party that says the same.
void keep_words(StewardStep& step, const WaitingProposal& said, bool accept, int64_t event, std::vector<PartyKey>& about) {
  std::vector<ProposalWord> words;
  for (const KeptProposal& k : kept_proposals(step.session(), {said.customer})) {
    if (k.field != said.field || k.value != said.value) continue;
    words.push_back({event, k.party, k.field, k.value, accept});
    about.push_back(k.party);
  }
  keep_proposal_words(step.session(), words);
}

}  // namespace

WordOutcome decide_proposal(Hub& hub, const std::string& code, bool accept, const Speaker& speaker, const Clock& clock) {
  StewardStep step(hub, speaker, clock);
  WaitingProposal said = waiting_under(step, code);
  int64_t event = step.say(accept ? "accept" : "refuse", {fmt::to_string(said.customer), said.field});
  std::vector<PartyKey> about;
  if (accept) about = Acceptance(hub, step, said, event).settle();
  keep_words(step, said, accept, event, about);
  std::sort(about.begin(), about.end());
  about.erase(std::unique(about.begin(), about.end()), about.end());
  return step.finish(event, {about, {}}, {said.field});
}

}  // namespace musubi
