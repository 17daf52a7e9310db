#include "core/flow/said.hpp"

#include <algorithm>
#include <set>

#include "core/base/parallel.hpp"
#include "core/flow/profile_row.hpp"

namespace musubi {
namespace {

Mapped mapped(const RawRecord& record, const Rules& rules) {
  Mapped out;
  out.record = record.id;
  if (record.deleted) return out;
  const Mapping* mapping = rules.mapping({record.id.connection, record.id.stream});
  if (mapping) return map_record(*mapping, record, rules.context(record.id.connection));
  out.problem = Message{"flow.no_mapping", {{"connection", record.id.connection}, {"stream", record.id.stream}}};
  out.problem_step = "map";
  return out;
}

Mapped refused(const Pending& pending) {
  Mapped out;
  out.record = pending.record.id;
  out.problem = pending.refused;
  out.problem_step = "publish";
  return out;
}

/// The versions of one record, told one after the other.
class Story {
 public:
  explicit Story(const Pending& from) { said_.from = &from; }

  /// False if this version cannot count.
  bool tell(Mapped now, bool deleted) {
    if (now.problem) return false;
    std::vector<Fact> facts = std::move(said_.mapped.facts);
    for (Profile& p : said_.mapped.profiles) former_.insert_or_assign(p.key, std::move(p));
    for (const Profile& p : now.profiles) former_.erase(p.key);
    if (!deleted) said_.own_facts.reset();
    if (deleted && said_.counts && !said_.deleted) said_.own_facts = std::move(facts);
    said_.mapped = std::move(now);
    said_.counts = true;
    said_.deleted = deleted;
    return true;
  }
  void bad_earlier(int64_t id) { said_.bad_earlier.push_back(id); }
  void bad_last(Mapped now) { said_.bad = std::move(now); }

  Said end() {
    said_.mapped.record = said_.from->record.id;
    if (said_.own_facts)
      std::erase_if(*said_.own_facts, [&](const Fact& f) { return !f.of || f.kind->table == TableId::receipt_claim || f.of->record != said_.mapped.record || !former_.contains(*f.of); });
    for (auto& [key, p] : former_) {
      p.gone = true;
      said_.former.push_back(std::move(p));
    }
    return std::move(said_);
  }

 private:
  Said said_;
  std::map<PartyKey, Profile> former_;
};

Said say(const Pending& pending, const Rules& rules) {
  Story story(pending);
  for (const Version& v : pending.earlier)
    if (pending.refused_wholly || !story.tell(mapped(v.record, rules), v.record.deleted)) story.bad_earlier(v.id);
  Mapped last = pending.refused ? refused(pending) : mapped(pending.record, rules);
  last.problem ? story.bad_last(std::move(last)) : void(story.tell(std::move(last), pending.record.deleted));
  return story.end();
}

void add_mentioned(const std::vector<Fact>& facts, std::set<PartyKey>& out) {
  for (const Fact& f : facts) {
    if (f.of) out.insert(*f.of);
    for (const auto& party : f.parties)
      if (party) out.insert(*party);
  }
}

std::set<PartyKey> mentioned(const std::vector<Said>& said) {
  std::set<PartyKey> out;
  for (const Said& s : said) {
    for (const Profile& p : s.mapped.profiles) out.insert(p.key);
    for (const Profile& p : s.former) out.insert(p.key);
    add_mentioned(s.mapped.facts, out);
    add_mentioned(s.consents, out);
    if (s.own_facts) add_mentioned(*s.own_facts, out);
  }
  return out;
}

/// Records of which something may be stored: not those that come for the first time and that nobody has referred to.
std::vector<RecordKey> stored_records(const Session& session, const std::vector<Said>& said, const std::map<PartyKey, int64_t>& ids) {
  std::vector<RecordKey> out;
  for (const Said& s : said) {
    if (!s.counts) continue;
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
  constexpr size_t worth_a_thread = 256;
  in_pieces(pending.size(), worth_a_thread, threads, [&](size_t from, size_t to) {
    for (size_t i = from; i < to; ++i) out[i] = say(pending[i], rules);
  });
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
  for (Said& s : said)
    for (std::vector<Profile>* profiles : {&s.mapped.profiles, &s.former})
      for (Profile& p : *profiles) {
        p.id = out.ids.at(p.key);
        p.customer_id = customers[p.id];
        if (stated.insert(p.id).second) out.profiles.push_back(std::move(p));
      }
  add_gone(session, out.stored, stated, out.profiles);
  return out;
}

}  // namespace musubi
