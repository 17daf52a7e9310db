// What pushes have named by id alone: fetched from the connections that know it, a stream and up to a hundred
// keys at a time.
#include <algorithm>

#include "core/flow/posted.hpp"
#include "core/flow/receive.hpp"
#include "core/flow/secrets.hpp"
#include "core/store/fetches.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

constexpr size_t at_once = 100;

/// After a try that failed: 1, 2, 4 … seconds, ten minutes at most.
Time::duration pause_after(int tries) {
  return std::min<Time::duration>(1s * (int64_t{1} << std::min(tries, 20)), 10min);
}

}  // namespace

void Inbox::fetch_marked(std::stop_token stop, const Trouble& trouble) {
  while (!stop.stop_requested()) {
    Fetched came = Fetched::nothing_due;
    try {
      came = fetch_due(stop, trouble);
    } catch (const Error& e) {
      trouble(e.message());
    } catch (const std::exception&) {
      trouble({"flow.fetch_broke", {}});
    }
    std::unique_lock lock(mutex_);
    if (came == Fetched::nothing_due) marked_bell_.wait_for(lock, stop, 1s, [&] { return marked_; });
    if (came == Fetched::not_now) marked_bell_.wait_for(lock, stop, 100ms, [] { return false; });
    marked_ = false;
  }
}

Inbox::Fetched Inbox::fetch_due(std::stop_token stop, const Trouble& trouble) {
  std::vector<FetchMark> marks;
  bool busy = false;
  {
    Session look = hub_.store.begin();
    marks = due_to_fetch(look, clock_.now(), at_once);
    busy = marks.empty() && any_due_to_fetch(look, clock_.now());
    if (busy) look.close_dead_runs(clock_.now());  // a run that was killed keeps nobody waiting
    look.commit();
  }
  if (marks.empty()) return busy ? Fetched::not_now : Fetched::nothing_due;
  if (marks.front().tries > 0) marks.resize(1);  // one key that its source chokes on must not keep the others
  try {
    fetch(marks, stop);
    return Fetched::some;
  } catch (const Error& e) {
    if (stop.stop_requested()) return Fetched::not_now;
    trouble(e.message());
  }
  Session session = hub_.store.begin();
  fetch_later(session, marks, clock_.now() + pause_after(marks.front().tries));
  session.commit();
  return Fetched::some;
}

void Inbox::fetch(const std::vector<FetchMark>& marks, std::stop_token stop) {
  const StreamName& from = marks.front().stream;
  LentSecrets secrets(hub_, connection_named(hub_.configuration, from.connection), clock_);
  Source source = secrets.open(hub_.plugins);
  std::vector<std::string> keys;
  for (const FetchMark& mark : marks) keys.push_back(mark.key);
  Posted posted;
  posted.on_secret = secrets.keeper();
  source.fetch(from.stream, keys, posted, stop);
  Session session = hub_.store.begin();
  int64_t run = posted.empty() ? 0 : posted.land(session, hub_.rules, clock_, from.connection);
  fetched(session, marks);
  session.commit();
  if (run) announce(from.connection, run);
}

}  // namespace musubi
