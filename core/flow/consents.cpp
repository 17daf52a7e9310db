#include "core/flow/consents.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "core/pull/raw.hpp"
#include "core/text/hex.hpp"

namespace musubi {
namespace {

enum Column : size_t { contact, value, shown_as, answer, at, source, wording, own_act, standing, latest_at };
enum StateColumn : size_t { state_contact, state_value, state_shown, state_state, state_at, state_source, state_reason, state_latest_at };

bool is_opt_out(const Fact& f) { return f.kind->table == TableId::consent && f.cells[answer] == "opt_out"; }

/// A contact state of opted_out, as the word on consent that it is.
Fact as_consent(const Fact& state) {
  Fact out = state;
  out.kind = find_fact_kind("consent");
  out.cells = {state.cells[state_contact], state.cells[state_value], state.cells[state_shown], "opt_out", state.cells[state_at],
               state.cells[state_source], state.cells[state_reason], {}, "t", state.cells[state_latest_at]};
  out.parties.assign(out.cells.size(), {});
  return out;
}

/// Takes the words on consent out of `facts`.
std::vector<Fact> words_in(std::vector<Fact>& facts) {
  std::vector<Fact> out;
  for (const Fact& f : facts) {
    if (f.kind->table == TableId::consent) out.push_back(f);
    if (f.kind->table == TableId::contact_state && f.cells[state_state] == "opted_out") out.push_back(as_consent(f));
  }
  std::erase_if(facts, [](const Fact& f) { return f.kind->table == TableId::consent; });
  return out;
}

std::string words_of(const Fact& f) {
  std::string out = f.name + "\n" + f.key;
  for (size_t i = 0; i < standing; ++i) out += "\n" + f.cells[i].value_or("\t");
  return out;
}

/// Adds what an earlier version said and no later one says in the same words, under a key of its own.
void add_earlier(std::vector<Fact> words, std::set<std::string>& known, std::vector<Fact>& out) {
  for (Fact& f : words) {
    std::string said = words_of(f);
    if (!is_opt_out(f) || !known.insert(said).second) continue;
    f.key += " @" + text::hex(digest_of(said));
    f.cells[standing] = "f";
    out.push_back(std::move(f));
  }
}

/// Whether the word had come due when another version took the record's place. A stop of a later day that was taken back before it is none.
bool had_come(const Fact& word, const RawRecord& next) {
  const auto day = word.cells[at] ? time_of(*word.cells[at]) : std::nullopt;
  return next.deleted || !day || *day <= next.received_at + soon;
}

bool speaks_of_consent(const Rules& rules, const RecordKey& record) {
  const Mapping* mapping = rules.mapping({record.connection, record.stream});
  return mapping && (mapping->speaks_of(TableId::consent) || mapping->speaks_of(TableId::contact_state));
}

}  // namespace

void hear_consents(Session& session, const Rules& rules, std::vector<Said>& said) {
  std::map<RecordKey, Said*> changed;
  for (Said& s : said) {
    if (!s.counts || !speaks_of_consent(rules, s.mapped.record)) continue;
    s.consents = words_in(s.mapped.facts);
    if (s.own_facts) words_in(*s.own_facts);
    if (!s.from->fresh) changed.emplace(s.mapped.record, &s);
  }
  if (changed.empty()) return;
  std::map<RecordKey, std::vector<Fact>> before;
  std::vector<RecordKey> records;
  for (const auto& [key, s] : changed) records.push_back(key);
  const std::vector<RawRecord> history = session.history(records);
  for (size_t i = 0; i < history.size(); ++i) {
    const RawRecord& record = history[i];
    if (record.deleted) continue;
    const RawRecord& next = i + 1 < history.size() && history[i + 1].id == record.id ? history[i + 1] : changed.at(record.id)->from->record;
    Mapped earlier = map_record(*rules.mapping({record.id.connection, record.id.stream}), record, rules.context(record.id.connection));
    std::vector<Fact> words = words_in(earlier.facts);
    std::erase_if(words, [&](const Fact& word) { return !had_come(word, next); });
    std::move(words.begin(), words.end(), std::back_inserter(before[record.id]));
  }
  for (auto& [key, words] : before) {
    std::set<std::string> known;
    for (const Fact& f : changed.at(key)->consents) known.insert(words_of(f));
    add_earlier(std::move(words), known, changed.at(key)->consents);
  }
}

}  // namespace musubi
