#include "tests/golden/play.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <stdexcept>

#include "core/flow/landing.hpp"
#include "core/flow/steward.hpp"
#include "core/flow/sync.hpp"
#include "core/pull/raw.hpp"
#include "tests/golden/snapshot.hpp"

namespace musubi::golden {
namespace {

class OneByOne final : public Transactions {
 public:
  explicit OneByOne(Store& store) : store_(store) {}
  Session& open() override { return session_.emplace(store_.begin()); }
  void finish() override { session_->commit(), session_.reset(); }

 private:
  Store& store_;
  std::optional<Session> session_;
};

class Player {
 public:
  Player(Hub& hub, const Scenario& scenario) : hub_(hub), scenario_(scenario) {}

  /// Lands and publishes one batch of events as one run.
  std::vector<RunStream> run(const std::vector<const Event*>& events) {
    Session starting = hub_.store.begin();
    int64_t id = starting.start_run("scenario", clock_.now());
    starting.commit();
    std::map<StreamName, std::vector<const Event*>> by_stream;
    for (const Event* e : events)
      if (!e->decision) by_stream[{e->record.connection, e->record.stream}].push_back(e);
    for (const auto& [stream, records] : by_stream) land(id, stream, records);
    publish(hub_, {}, clock_);
    for (const Event* e : events)
      if (e->decision) decide_now(*e->decision);
    Session ending = hub_.store.begin();
    ending.end_run(id, clock_.now(), {});
    std::vector<RunStream> streams = ending.run(id)->streams;
    ending.commit();
    for (const RunStream& s : streams)
      if (!reconciles(s)) throw std::logic_error(fmt::format("{}.{} does not reconcile: read {} = {} + {} + {} + {}", s.connection, s.stream, s.read, s.fresh, s.changed, s.unchanged, s.quarantined));
    return streams;
  }

 private:
  void land(int64_t run, const StreamName& stream, const std::vector<const Event*>& records) {
    OneByOne transactions(hub_.store);
    Landing landing(transactions, hub_.rules, clock_, stream, run, 1000);
    RecordReader reader("Asia/Tokyo");
    for (const Event* e : records) {
      RawRecord raw = reader.read(e->json);
      raw.id = e->record;
      landing.record(std::move(raw));
    }
    landing.flush();
  }

  void decide_now(const Decision& d) {
    Session session = hub_.store.begin();
    std::vector<int64_t> ids = session.profile_ids({d.a, d.b});
    session.commit();
    decide(hub_, {ids[0], ids[1], d.verdict, d.who, d.why}, clock_);
  }

  Hub& hub_;
  const Scenario& scenario_;
  SystemClock clock_;
};

/// Any order that keeps each key's own records in theirs, and decisions behind everything they speak of.
std::vector<const Event*> shuffled(const Scenario& scenario, unsigned seed) {
  std::map<RecordKey, std::vector<const Event*>> queues;
  std::vector<RecordKey> slots;
  std::vector<const Event*> decisions, out;
  for (const Event& e : scenario.events) {
    if (e.decision) {
      decisions.push_back(&e);
      continue;
    }
    queues[e.record].push_back(&e);
    slots.push_back(e.record);
  }
  std::mt19937 random(seed);
  std::shuffle(slots.begin(), slots.end(), random);
  for (const RecordKey& key : slots) {
    out.push_back(queues[key].front());
    queues[key].erase(queues[key].begin());
  }
  out.insert(out.end(), decisions.begin(), decisions.end());
  return out;
}

/// Pieces in which no key comes twice, so that each version is published.
void play_in_pieces(Player& player, const std::vector<const Event*>& events, size_t most) {
  std::vector<const Event*> piece;
  auto flush = [&] {
    if (!piece.empty()) player.run(piece);
    piece.clear();
  };
  for (const Event* e : events) {
    bool again = std::any_of(piece.begin(), piece.end(), [&](const Event* p) { return !e->decision && p->record == e->record; });
    if (again || piece.size() >= most || (e->decision && !piece.empty())) flush();
    piece.push_back(e);
  }
  flush();
}

void play_runs(Player& player, const Scenario& scenario) {
  for (size_t run = 0; run < scenario.runs; ++run) {
    std::vector<const Event*> events;
    for (const Event& e : scenario.events)
      if (e.run == run) events.push_back(&e);
    player.run(events);
  }
}

/// The last version of every key once more: all must be unchanged (or stay held).
void play_last_again(Player& player, const Scenario& scenario) {
  std::map<RecordKey, const Event*> last;
  for (const Event& e : scenario.events)
    if (!e.decision) last[e.record] = &e;
  std::vector<const Event*> events;
  for (const auto& [key, e] : last) events.push_back(e);
  for (const RunStream& s : player.run(events))
    if (s.fresh || s.changed || s.quarantined) throw std::logic_error(fmt::format("{}.{} a second time: {} new, {} changed, {} held", s.connection, s.stream, s.fresh, s.changed, s.quarantined));
}

}  // namespace

void wipe(Store& store) {
  Session session = store.begin();
  std::string list;
  for (const auto& row : session.select("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('source', 'identity', 'master', 'hub') AND tablename <> 'migration'").rows)
    list += (list.empty() ? "" : ", ") + *row[0];
  session.select("TRUNCATE " + list + " RESTART IDENTITY CASCADE");
  session.commit();
}

std::string play(Hub& hub, const Scenario& scenario, Way way, unsigned seed) {
  wipe(hub.store);
  Player player(hub, scenario);
  switch (way) {
    case Way::as_written: play_runs(player, scenario); break;
    case Way::one_at_a_time: {
      std::vector<const Event*> events;
      for (const Event& e : scenario.events) events.push_back(&e);
      play_in_pieces(player, events, 1);
      break;
    }
    case Way::shuffled: play_in_pieces(player, shuffled(scenario, seed), 3); break;
    case Way::twice:
      play_runs(player, scenario);
      play_last_again(player, scenario);
      break;
  }
  Session session = hub.store.begin();
  return snapshot(session, hub.rules);
}

}  // namespace musubi::golden
