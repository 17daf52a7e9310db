// What pushes have named by id alone: fetched from the connections that know it, each by a thread of its own, a stream and up to a hundred
// keys at a time.
#include <algorithm>
#include <functional>
#include <iterator>
#include <list>
#include <set>
#include <thread>

#include "core/flow/posted.hpp"
#include "core/flow/receive.hpp"
#include "core/flow/secrets.hpp"
#include "core/flow/time_limit.hpp"
#include "core/store/fetches.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

constexpr size_t at_once = 100;
constexpr int stubborn = 5;  // a key that has failed so often needs a person

/// After a try that failed: 1, 2, 4 … seconds, `most` at most.
Time::duration pause_after(int tries, Time::duration most) {
  return std::min<Time::duration>(1s * (int64_t{1} << std::min(tries, 20)), most);
}

bool needs_a_person(const std::string& id) { return id == "pull.config" || id == "pull.auth"; }

}  // namespace

/// One connection that is fetched from, by its thread alone.
struct Inbox::Fetching {
  std::string connection;
  const Trouble& trouble;
  const FetchPatience& patience;
  int failures = 0;  // since something was fetched
  std::chrono::steady_clock::time_point since = {};  // the first of them
};

/// Who is fetched from; alerts about what nobody waits for any more are closed. What was marked of a connection that is not there (any
/// more, or by this name) waits for one of that name, which `trouble` is told.
std::vector<std::string> Inbox::begin_fetching(const Trouble& trouble) {
  Session session = hub_.store.begin();
  std::vector<std::string> marked = connections_to_fetch(session), sources = fetched_from(), unknown;
  auto is_known = [&](const std::string& name) { return hub_.configuration.find(name) != nullptr; };
  std::ranges::copy_if(marked, std::back_inserter(unknown), std::not_fn(is_known));
  std::erase_if(marked, std::not_fn(is_known));
  for (const Alert& open : open_alerts(session))
    if (open.kind == "fetch" && std::ranges::find(marked, open.connection) == marked.end()) resolve_alert(session, open.connection, "fetch", clock_.now());
  session.commit();
  for (const std::string& name : unknown) trouble({"flow.fetch_unknown", {{"connection", name}}});
  std::set<std::string> out(marked.begin(), marked.end());
  out.insert(sources.begin(), sources.end());
  return {out.begin(), out.end()};
}

void Inbox::fetch_marked(std::stop_token stop, const Trouble& trouble, const FetchPatience& patience) {
  std::vector<std::string> names;
  for (bool begun = false; !begun && !stop.stop_requested();) {
    try {
      names = begin_fetching(trouble);
      begun = true;
    } catch (const Error& e) {
      trouble(e.message());
      std::unique_lock lock(mutex_);
      marked_bell_.wait_for(lock, stop, 1s, [] { return false; });
    }
  }
  std::list<Fetching> sources;
  std::vector<std::jthread> threads;
  for (std::string& name : names) {
    Fetching& of = sources.emplace_back(Fetching{std::move(name), trouble, patience});
    threads.emplace_back([this, &of, stop] { fetch_from(of, stop); });
  }
}

void Inbox::fetch_from(Fetching& of, std::stop_token stop) {
  while (!stop.stop_requested()) {
    Fetched came = Fetched::failed;
    int64_t seen = 0;
    {
      std::lock_guard lock(mutex_);
      seen = marked_;
    }
    try {
      came = fetch_due(of, stop);
    } catch (const Error& e) {
      of.trouble(e.message());
    } catch (const std::exception&) {
      of.trouble({"flow.fetch_broke", {}});
    }
    std::unique_lock lock(mutex_);
    if (came == Fetched::nothing_due) marked_bell_.wait_for(lock, stop, 1s, [&] { return marked_ != seen; });
    if (came == Fetched::not_now) marked_bell_.wait_for(lock, stop, 100ms, [] { return false; });
    if (came == Fetched::failed) marked_bell_.wait_for(lock, stop, pause_after(std::max(of.failures, 1) - 1, 1min), [] { return false; });
  }
}

Inbox::Fetched Inbox::fetch_due(Fetching& of, std::stop_token stop) {
  std::vector<FetchMark> marks;
  bool busy = false;
  {
    Session look = hub_.store.begin();
    marks = due_to_fetch(look, of.connection, clock_.now(), at_once);
    busy = marks.empty() && any_due_to_fetch(look, of.connection, clock_.now());
    if (busy) look.close_dead_runs(clock_.now());  // a run that was killed keeps nobody waiting
    look.commit();
  }
  if (marks.empty()) return busy ? Fetched::not_now : Fetched::nothing_due;
  if (marks.front().tries > 0) marks.resize(1);  // one key that its source chokes on must not keep the others
  std::erase_if(marks, [&](const FetchMark& m) { return m.tries > marks.front().tries; });
  try {
    fetch(marks, stop, of.patience);
  } catch (const Error& e) {
    if (stop.stop_requested()) return Fetched::not_now;
    fetch_failed(of, marks, e.message());
    return Fetched::failed;
  }
  fetch_done(of);
  return Fetched::some;
}

void Inbox::fetch_failed(Fetching& of, const std::vector<FetchMark>& marks, const Message& why) {
  auto now = std::chrono::steady_clock::now();
  if (++of.failures == 1) of.since = now;
  of.trouble(why);
  Session session = hub_.store.begin();
  fetch_later(session, marks, clock_.now() + pause_after(marks.front().tries, 10min));
  if (needs_a_person(why.id) || marks.front().tries + 1 >= stubborn || now - of.since >= of.patience.until_alert)
    raise_alert(session, {0, of.connection, "fetch", {}, why, clock_.now(), {}, {}});
  session.commit();
}

/// An alert stays while a single key still cannot be had.
void Inbox::fetch_done(Fetching& of) {
  of.failures = 0;
  Session session = hub_.store.begin();
  if (!any_fetch_failed(session, of.connection, stubborn)) resolve_alert(session, of.connection, "fetch", clock_.now());
  session.commit();
}

void Inbox::fetch(const std::vector<FetchMark>& marks, std::stop_token stop, const FetchPatience& patience) {
  const StreamName& from = marks.front().stream;
  LentSecrets secrets(hub_, connection_named(hub_.configuration, from.connection), clock_);
  Source source = secrets.open(hub_.plugins);
  std::vector<std::string> keys;
  for (const FetchMark& mark : marks) keys.push_back(mark.key);
  Posted posted;
  posted.on_secret = secrets.keeper();
  TimeLimit limit(stop, patience.attempt + patience.each_more * int64_t(keys.size() - 1));
  try {
    source.fetch(from.stream, keys, posted, limit.token());
  } catch (const Error&) {
    if (!limit.over()) throw;
    throw Error("flow.fetch_hangs", {{"connection", from.connection}, {"stream", from.stream}});
  }
  Session session = hub_.store.begin();
  int64_t run = posted.empty() ? 0 : posted.land(session, hub_.rules, clock_, from.connection);
  fetched(session, marks);
  session.commit();
  if (run) announce(from.connection, run);
}

}  // namespace musubi
