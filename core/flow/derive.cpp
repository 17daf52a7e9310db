#include "core/flow/derive.hpp"

#include <algorithm>
#include <future>
#include <iterator>
#include <set>
#include <unordered_set>

#include "core/flow/claims.hpp"
#include "core/flow/consents.hpp"
#include "core/flow/masters.hpp"
#include "core/flow/neighbourhood.hpp"
#include "core/flow/profile_row.hpp"
#include "core/flow/said.hpp"

namespace musubi {
namespace {

void settle(std::vector<Said>& said, Derived& out) {
  for (Said& s : said) {
    for (Note& note : s.mapped.notes) out.notes.emplace_back(s.mapped.record, std::move(note));
    out.published.push_back(s.from->id);
    for (const Version& v : s.from->earlier) out.earlier.push_back(v.id);
    out.held_records.insert(out.held_records.end(), s.bad_earlier.begin(), s.bad_earlier.end());
    if (!s.bad) continue;
    const RawRecord& raw = s.from->record;
    out.held_records.push_back(s.from->id);
    out.held.push_back({0, raw.id, s.bad->problem_step, s.bad->problem_field, *s.bad->problem, raw.json, raw.file, raw.row, raw.run, {}});
  }
}

/// Facts of records that are gone stay where they hang on a party of the record itself (design.md §4), else they go with it.
void keep_own_facts(const Parties& parties, const std::set<RecordKey>& deleted, const std::vector<Row>& stored, std::vector<Row>& derived) {
  std::set<std::string> own;
  for (const Profile& p : parties.profiles)
    if (deleted.contains(p.key.record)) own.insert(cell(p.id));
  for (const Row& row : stored)
    if (row.cells[5] && own.contains(*row.cells[5]) && deleted.contains({*row.cells[0], *row.cells[1], *row.cells[2]})) derived.push_back(row);
}

ChangeSet facts(Session& session, const std::vector<Said>& said, const Parties& parties) {
  std::map<TableId, std::vector<Row>> derived;
  std::vector<RecordKey> records;
  std::set<RecordKey> deleted;
  auto id_of_party = [&](const PartyKey& key) { return parties.ids.at(key); };
  for (const Said& s : said) {
    if (!s.counts) continue;
    if (!s.from->fresh) records.push_back(s.mapped.record);
    if (s.deleted && !s.own_facts) deleted.insert(s.mapped.record);
    for (const Fact& f : s.own_facts ? *s.own_facts : s.mapped.facts) derived[f.kind->table].push_back(fact_row(f, id_of_party));
    for (const Fact& f : s.consents) derived[f.kind->table].push_back(fact_row(f, id_of_party));
  }
  ChangeSet out;
  for (const FactKind& kind : fact_kinds()) {
    std::vector<Row> stored = session.fact_rows_of(kind.table, records);
    if (kind.table != TableId::consent && kind.table != TableId::receipt_claim) keep_own_facts(parties, deleted, stored, derived[kind.table]);
    out.add(difference(kind.table, std::move(stored), std::move(derived[kind.table])));
  }
  return out;
}

ChangeSet ids(Session& session, const std::vector<Profile>& touched) {
  std::vector<int64_t> owners;
  std::vector<Row> derived;
  for (const Profile& p : touched) {
    owners.push_back(p.id);
    for (Row& row : id_rows(p)) derived.push_back(std::move(row));
  }
  return difference(TableId::external_id, session.rows(TableId::external_id, owners), std::move(derived));
}

/// `stored`: rows of the touched profiles, and of others that are none of the resolution's business.
ChangeSet profiles(Resolution& resolution, std::vector<Row> stored) {
  std::vector<Row> derived;
  derived.reserve(resolution.profiles.size());
  for (const auto& [id, p] : resolution.profiles) derived.push_back(profile_row(p));
  std::move(resolution.profiles_stored.begin(), resolution.profiles_stored.end(), std::back_inserter(stored));
  std::unordered_set<int64_t> seen;
  std::erase_if(stored, [&](const Row& row) {
    int64_t id = integer_of(*row.cells[0]);
    return !resolution.profiles.contains(id) || !seen.insert(id).second;
  });
  return difference(TableId::profile, std::move(stored), std::move(derived));
}

ChangeSet links(Resolution& r) {
  ChangeSet out = difference(TableId::held_keys, std::move(r.keys_stored), std::move(r.keys_derived));
  out.add(difference(TableId::pair, std::move(r.pairs_stored), std::move(r.pairs_derived)));
  return out;
}

/// Profiles of one customer stand in one component.
bool one_customer(const Resolution& resolution, int64_t a, int64_t b) {
  auto x = resolution.profiles.find(a), y = resolution.profiles.find(b);
  return x != resolution.profiles.end() && y != resolution.profiles.end() && x->second.customer_id && x->second.customer_id == y->second.customer_id;
}

/// What stewards judged to be one household: a relation of either side to the other.
ChangeSet households(Session& session, const Resolution& resolution) {
  if (!session.anything_decided()) return {};
  std::vector<PartyKey> parties;
  std::vector<int64_t> owners;
  for (const auto& [id, p] : resolution.profiles) {
    parties.push_back(p.key);
    owners.push_back(id);
  }
  std::set<Row> derived;
  std::vector<PartyKey> ends;
  std::vector<Decision> found = session.decisions(parties);
  std::erase_if(found, [](const Decision& d) { return d.verdict != Verdict::household; });
  for (const Decision& d : found) ends.insert(ends.end(), {d.a, d.b});
  std::vector<int64_t> given = session.profile_ids(ends);
  for (size_t i = 0; i < found.size(); ++i) {
    int64_t a = given[2 * i], b = given[2 * i + 1];
    if (one_customer(resolution, a, b)) continue;  // a later word has joined them
    for (auto [from, to] : {std::pair(a, b), std::pair(b, a)})
      if (resolution.profiles.contains(from)) derived.insert({{cell(from), cell(to), "household", found[i].why}});
  }
  return difference(TableId::relation, session.rows(TableId::relation, owners), {derived.begin(), derived.end()});
}

/// Adds to `out` what follows from the touched profiles. `beside`: what is known before the master's own rows is written on a thread of
/// its own while those are made, so that the server works meanwhile.
void add_changes(Session& session, const Rules& rules, std::vector<Profile> touched, std::vector<Row> stored, bool beside, ChangeSet& out) {
  out.add(ids(session, touched));
  Resolution resolution = resolve(session, rules, std::move(touched));
  std::function<ChangeSet()> golden = masters(session, rules, resolution);
  out.add(profiles(resolution, std::move(stored)));
  out.add(links(resolution));
  out.add(households(session, resolution));
  if (!beside) return out.add(golden());
  std::future<void> writing = std::async(std::launch::async, [&] { session.write(out); });
  ChangeSet made = golden();
  writing.get();
  out.add(std::move(made));
}

ChangeSet changes_of(Session& session, const Rules& rules, std::vector<Profile> touched, std::vector<Row> stored) {
  ChangeSet out;
  add_changes(session, rules, std::move(touched), std::move(stored), false, out);
  return out;
}

/// A new record with the address of somebody who was erased may be theirs: a person decides.
void hold_erased(Session& session, std::vector<Said>& said) {
  if (!session.anyone_erased()) return;
  for (Said& s : said) {
    if (!s.counts || s.deleted) continue;
    for (const Profile& p : s.mapped.profiles)
      for (const Stated& value : p.values)
        if (value.field == Field::email && session.is_erased_email(value.key)) s.counts = false;
    if (s.counts) continue;
    s.bad = Mapped{s.mapped.record, {}, {}, {}, Message{"flow.erased_email", {{"connection", s.mapped.record.connection}, {"stream", s.mapped.record.stream}}}, "map", ""};
    s.mapped = {};
    s.former.clear();
  }
}

}  // namespace

Derived derive(Session& session, const Rules& rules, const std::vector<Pending>& chunk, unsigned threads) {
  Derived out;
  std::vector<Said> said = map_all(chunk, rules, threads);
  hold_erased(session, said);
  settle(said, out);
  hear_consents(session, rules, said);
  hear_claims(session, said);
  Parties parties = take_in(session, said);
  out.changes = facts(session, said, parties);
  add_changes(session, rules, std::move(parties.profiles), std::move(parties.stored), threads > 1, out.changes);
  return out;
}

ChangeSet derive_again(Session& session, const Rules& rules, const std::vector<PartyKey>& parties) {
  std::vector<Row> rows = session.rows(TableId::profile, session.profile_ids(parties));
  std::vector<Profile> touched;
  for (const Row& row : rows) touched.push_back(profile_of(row));
  std::vector<int64_t> owners;
  for (const Profile& p : touched) owners.push_back(p.id);
  for (const Row& row : session.rows(TableId::external_id, owners)) {
    auto at = std::find_if(touched.begin(), touched.end(), [&](const Profile& p) { return p.id == integer_of(*row.cells[0]); });
    at->ids.push_back(id_of(row));
  }
  return changes_of(session, rules, std::move(touched), std::move(rows));
}

ChangeSet derive_emptied(Session& session, const Rules& rules, const std::vector<PartyKey>& parties) {
  std::vector<Row> rows = session.rows(TableId::profile, session.profile_ids(parties));
  std::vector<Profile> touched;
  for (const Row& row : rows) {
    Profile stated = profile_of(row), empty;
    empty.id = stated.id;
    empty.key = stated.key;
    empty.customer_id = stated.customer_id;
    empty.stub = empty.gone = true;
    touched.push_back(std::move(empty));
  }
  return changes_of(session, rules, std::move(touched), std::move(rows));
}

}  // namespace musubi
