#include "core/flow/said.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <set>
#include <thread>

#include "core/flow/profile_row.hpp"

namespace musubi {
namespace {

Said say(const Pending& pending, const Rules& rules) {
  Said out{&pending, {}};
  out.mapped.record = pending.record.id;
  if (pending.record.deleted) return out;
  const Mapping* mapping = rules.mapping({pending.record.id.connection, pending.record.id.stream});
  if (mapping) {
    out.mapped = map_record(*mapping, pending.record, rules.context(pending.record.id.connection));
  } else {
    out.mapped.problem = Message{"flow.no_mapping", {{"connection", pending.record.id.connection}, {"stream", pending.record.id.stream}}};
    out.mapped.problem_step = "map";
  }
  return out;
}

std::set<PartyKey> mentioned(const std::vector<Said>& said) {
  std::set<PartyKey> out;
  for (const Said& s : said) {
    if (s.mapped.problem) continue;
    for (const Profile& p : s.mapped.profiles) out.insert(p.key);
    for (const Fact& f : s.mapped.facts) {
      if (f.of) out.insert(*f.of);
      for (const auto& party : f.parties)
        if (party) out.insert(*party);
    }
  }
  return out;
}

/// Records of which something may be stored: not those that come for the first time and that nobody has referred to.
std::vector<RecordKey> stored_records(const Session& session, const std::vector<Said>& said, const std::map<PartyKey, int64_t>& ids) {
  std::vector<RecordKey> out;
  for (const Said& s : said) {
    if (s.mapped.problem) continue;
    const auto& own = s.mapped.profiles;
    bool known = std::any_of(own.begin(), own.end(), [&](const Profile& p) { return !session.unwritten(ids.at(p.key)); });
    if (known || !s.from->fresh) out.push_back(s.mapped.record);
  }
  return out;
}

/// Who is gone keeps values, ids and with them the links (design.md §4).
void add_gone(Session& session, const std::vector<Row>& stored, const std::set<int64_t>& stated, std::vector<Profile>& profiles) {
  std::map<int64_t, Profile> gone;
  for (const Row& row : stored) {
    Profile p = profile_of(row);
    if (stated.contains(p.id) || p.stub) continue;
    p.gone = true;
    gone.emplace(p.id, std::move(p));
  }
  std::vector<int64_t> owners;
  for (const auto& [id, p] : gone) owners.push_back(id);
  if (owners.empty()) return;
  for (const Row& row : session.rows(TableId::external_id, owners)) gone.at(integer_of(*row.cells[0])).ids.push_back(id_of(row));
  for (auto& [id, p] : gone) {
    std::sort(p.ids.begin(), p.ids.end());
    profiles.push_back(std::move(p));
  }
}

}  // namespace

std::vector<Said> map_all(const std::vector<Pending>& pending, const Rules& rules, unsigned threads) {
  std::vector<Said> out(pending.size());
  auto part = [&](size_t from, size_t to) {
    for (size_t i = from; i < to; ++i) out[i] = say(pending[i], rules);
  };
  constexpr size_t worth_a_thread = 256;
  if (threads < 2 || pending.size() < worth_a_thread) {
    part(0, pending.size());
    return out;
  }
  std::exception_ptr broken;
  std::mutex guard;
  auto guarded = [&](size_t from, size_t to) {
    try {
      part(from, to);
    } catch (...) {
      std::lock_guard lock(guard);
      broken = std::current_exception();
    }
  };
  std::vector<std::jthread> workers;
  size_t share = (pending.size() + threads - 1) / threads;
  for (size_t from = 0; from < pending.size(); from += share)
    workers.emplace_back(guarded, from, std::min(pending.size(), from + share));
  workers.clear();
  if (broken) std::rethrow_exception(broken);
  return out;
}

Parties take_in(Session& session, std::vector<Said>& said) {
  Parties out;
  std::set<PartyKey> keys = mentioned(said);
  std::vector<PartyKey> list(keys.begin(), keys.end());
  std::vector<int64_t> given = session.profile_ids(list);
  for (size_t i = 0; i < list.size(); ++i) out.ids.emplace(std::move(list[i]), given[i]);
  out.stored = session.profile_rows_of(stored_records(session, said, out.ids));
  std::map<int64_t, int64_t> customers;
  for (const Row& row : out.stored) customers[integer_of(*row.cells[0])] = integer_of(row.cells[11].value_or("0"));
  std::set<int64_t> stated;
  for (Said& s : said) {
    if (s.mapped.problem) continue;
    for (Profile& p : s.mapped.profiles) {
      p.id = out.ids.at(p.key);
      p.customer_id = customers[p.id];
      if (stated.insert(p.id).second) out.profiles.push_back(std::move(p));
    }
  }
  add_gone(session, out.stored, stated, out.profiles);
  return out;
}

}  // namespace musubi
