#include "tests/golden/play.hpp"

#include <fmt/format.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <random>
#include <stdexcept>

#include "core/flow/landing.hpp"
#include "core/flow/proposals.hpp"
#include "core/flow/steward.hpp"
#include "core/flow/sync.hpp"
#include "core/pull/raw.hpp"
#include "core/store/mailing.hpp"
#include "core/store/reading.hpp"
#include "tests/golden/snapshot.hpp"

namespace musubi::golden {
namespace {

class OneByOne final : public Transactions {
 public:
  OneByOne(Store& store, const std::function<void()>& on_commit) : store_(store), on_commit_(on_commit) {}
  Session& open() override { return session_.emplace(store_.begin()); }
  void finish() override {
    session_->commit(), session_.reset();
    if (on_commit_) on_commit_();
  }
  void forget() override { session_.reset(); }

 private:
  Store& store_;
  const std::function<void()>& on_commit_;
  std::optional<Session> session_;
};

class Player {
 public:
  explicit Player(Hub& hub, std::function<void()> on_commit = {}) : hub_(hub), on_commit_(std::move(on_commit)) {
    Session session = hub.store.begin();
    name_mailing_sources(session, hub.rules.mailing);
    session.commit();
  }

  /// Lands and publishes one batch of events as one run.
  std::vector<RunStream> run(const std::vector<const Event*>& events) {
    Session starting = hub_.store.begin();
    int64_t id = starting.start_run("scenario", clock_.now());
    starting.close_dead_runs(clock_.now());
    starting.commit();
    std::map<StreamName, std::vector<const Event*>> by_stream;
    for (const Event* e : events)
      if (!e->said()) by_stream[{e->record.connection, e->record.stream}].push_back(e);
    for (const auto& [stream, records] : by_stream) land(id, stream, records);
    SyncRequest request;
    request.on_commit = on_commit_;
    publish(hub_, request, clock_);
    for (const Event* e : events)
      if (e->decision) decide_now(*e->decision);
      else if (e->word) say_now(*e->word);
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
    OneByOne transactions(hub_.store, on_commit_);
    Landing landing(transactions, hub_.rules, clock_, stream, run, 1000);
    RecordReader reader("Asia/Tokyo");
    for (const Event* e : records) {
      RawRecord raw = reader.read(e->json);
      raw.id = e->record;
      landing.record(std::move(raw));
    }
    landing.flush(true);
  }

  void decide_now(const Decision& d) {
    Session session = hub_.store.begin();
    std::vector<int64_t> ids = session.profile_ids({d.a, d.b});
    session.commit();
    decide(hub_, {ids[0], ids[1], d.verdict, d.who, d.why}, clock_);
  }

  /// A word that was heard before the program was killed is refused the second time.
  void say_now(const SpokenWord& word) {
    Session session = hub_.store.begin();
    std::vector<int64_t> ids = session.profile_ids(word.parties);
    session.commit();
    const Speaker steward{"steward", ""};
    try {
      if (word.verb == "merge") merge_customers(hub_, ids[0], ids[1], steward, clock_);
      if (word.verb == "split") split_customer(hub_, ids[0], {fmt::to_string(ids[0])}, steward, clock_);
      if (word.verb == "pin") pin_field(hub_, ids[0], word.first, word.second, steward, clock_);
      if (word.verb == "accept" || word.verb == "refuse") judge(ids[0], word.first, word.verb == "accept", steward);
      if (word.verb == "claim") claim_receipt(hub_, word.first, ids[0], steward, clock_);
    } catch (const Error& e) {
      if (e.message().id != "flow.one_already" && e.message().id != "flow.nothing_left") throw;
    }
  }

  void judge(int64_t profile, const std::string& field, bool accept, const Speaker& steward) {
    Session session = hub_.store.begin();
    std::vector<ReviewProposal> open = proposal_queue(session, 1000, current_customer(session, profile));
    session.commit();
    for (const ReviewProposal& one : open)
      if (one.said.field == field) decide_proposal(hub_, one.code, accept, steward, clock_);
  }

  Hub& hub_;
  std::function<void()> on_commit_;
  SystemClock clock_;
};

/// Any order that keeps each key's own records in theirs, and decisions behind everything they speak of.
std::vector<const Event*> shuffled(const Scenario& scenario, unsigned seed) {
  std::map<RecordKey, std::vector<const Event*>> queues;
  std::vector<RecordKey> slots;
  std::vector<const Event*> decisions, out;
  for (const Event& e : scenario.events) {
    if (e.said()) {
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
    bool again = std::any_of(piece.begin(), piece.end(), [&](const Event* p) { return !e->said() && p->record == e->record; });
    if (again || piece.size() >= most || (e->said() && !piece.empty())) flush();
    piece.push_back(e);
  }
  flush();
}

std::vector<const Event*> events_of(const Scenario& scenario, size_t run) {
  std::vector<const Event*> events;
  for (const Event& e : scenario.events)
    if (e.run == run) events.push_back(&e);
  return events;
}

void play_runs(Player& player, const Scenario& scenario) {
  for (size_t run = 0; run < scenario.runs; ++run) player.run(events_of(scenario, run));
}

/// Plays one run in a child that dies right after its `at`-th commit. False if the run ended before that.
bool killed_in(const Configuration& configuration, const std::vector<const Event*>& events, int at) {
  pid_t child = fork();
  if (child == 0) {
    Hub hub = open_hub(configuration);
    Player(hub, [left = at]() mutable {
      if (--left == 0) kill(getpid(), SIGKILL);
    }).run(events);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) throw std::logic_error("the child failed by itself");
  return WIFSIGNALED(status);
}

/// The last version of every key once more: all must be unchanged (or stay held).
void play_last_again(Player& player, const Scenario& scenario) {
  std::map<RecordKey, const Event*> last;
  for (const Event& e : scenario.events)
    if (!e.said()) last[e.record] = &e;
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
  session.select("TRUNCATE " + list + " CASCADE");
  session.commit();
}

std::string play(Hub& hub, const Scenario& scenario, Way way, unsigned seed) {
  wipe(hub.store);
  Player player(hub);
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

std::vector<std::string> play_killed(const Configuration& configuration, const Scenario& scenario) {
  Hub hub = open_hub(configuration);
  std::vector<std::string> out;
  for (size_t run = 0; run < scenario.runs; ++run) {
    for (int at = 1;; ++at) {
      wipe(hub.store);
      Player player(hub);
      for (size_t before = 0; before < run; ++before) player.run(events_of(scenario, before));
      if (!killed_in(configuration, events_of(scenario, run), at)) break;
      for (size_t again = run; again < scenario.runs; ++again) player.run(events_of(scenario, again));
      Session session = hub.store.begin();
      out.push_back(snapshot(session, hub.rules));
    }
  }
  return out;
}

}  // namespace musubi::golden
