// Posts are published before bulk: what their own runs have landed, a chunk of each connection in turn, so that neither a backlog nor a
// large post keeps another connection's form waiting.
#include <iterator>

#include "core/flow/careful.hpp"
#include "core/flow/receive.hpp"
#include "core/flow/write_chunk.hpp"
#include "core/store/pending.hpp"
#include "core/store/published_rules.hpp"

namespace musubi {
namespace {

constexpr size_t at_once = 200;

}  // namespace

/// One chunk; without runs, of whatever waits of the connection. True once nothing is left of it; then the runs have ended.
bool Inbox::publish_chunk(const std::string& connection, const std::vector<int64_t>& runs) {
  bool over = false;
  auto attempt = [&](size_t most, const std::optional<Culprit>& culprit, std::vector<Pending>& tried) {
    Session session = hub_.store.begin();
    session.lock_publishing();
    tried = runs.empty() ? session.pending(most, connection) : pending_of_runs(session, runs, most);
    mark(tried, culprit);
    if (auto rules = digests_.find(connection); rules != digests_.end() && !tried.empty()) published_by(session, connection, rules->second);
    if (!tried.empty()) publish_again(session, hub_.rules, write_chunk(session, hub_.rules, tried, 1, clock_).reopened, clock_);
    bool last = tried.size() < most;
    if (last)
      for (int64_t run : runs) session.end_run(run, clock_.now(), {});
    session.commit();
    over = last;
  };
  publish_carefully(at_once, attempt, [] { return false; });
  return over;
}

/// A chunk of one connection's posts; what fails is told to `trouble` and waits for the next try.
Inbox::Turn Inbox::take_turn(const std::string& connection, const std::vector<int64_t>& runs, const Trouble& trouble) {
  try {
    return publish_chunk(connection, runs) ? Turn::over : Turn::goes_on;
  } catch (const Error& e) {
    trouble(e.message());
  } catch (const std::exception&) {
    trouble({"flow.post_unpublished", {{"connection", connection}}});
  }
  return Turn::failed;
}

void Inbox::publish_posts(std::stop_token stop, const Trouble& trouble) {
  std::map<std::string, std::vector<int64_t>> posted;  // runs by connection
  std::set<std::string> left;                          // what an earlier hub left pending, whoever landed it
  for (const auto& [name, entry] : entries_) left.insert(name);
  for (const std::string& name : fetched_from()) left.insert(name);
  for (bool failed = false;;) {
    {
      std::unique_lock lock(mutex_);
      if (failed) bell_.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
      if (posted.empty() && left.empty()) bell_.wait(lock, stop, [&] { return !waiting_.empty(); });
      for (const Landed& one : waiting_) posted[one.connection].push_back(one.run);
      waiting_.clear();
      if (stop.stop_requested() && (failed || posted.empty())) return;
    }
    failed = false;
    for (auto at = posted.begin(); at != posted.end();) {
      Turn turn = take_turn(at->first, at->second, trouble);
      failed |= turn == Turn::failed;
      at = turn == Turn::over ? posted.erase(at) : std::next(at);
    }
    if (left.empty() || failed) continue;
    Turn turn = take_turn(*left.begin(), {}, trouble);
    failed = turn == Turn::failed;
    if (turn == Turn::over) left.erase(left.begin());
  }
}

}  // namespace musubi
