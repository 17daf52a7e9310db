#include "core/flow/receive.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/flow/posted.hpp"
#include "core/flow/secrets.hpp"
#include "core/flow/write_chunk.hpp"
#include "core/store/fetches.hpp"

namespace musubi {

struct Inbox::Entry {
  LentSecrets secrets;
  Source source;
  int rate_limit = 20;
  FetchRules fetches = {};
  std::mutex mutex = {};
};

namespace {

/// A setting of the plug-in that the door heeds before it is called (docs/connector-spec.md).
int limit_in(const std::string& config) {
  return nlohmann::json::parse(config).value("rate_limit", 20);
}

/// What events are to be fetched from must know how, and be mapped.
void check_sources(Hub& hub, const std::string& connection, const FetchRules& fetches) {
  for (const StreamName& from : fetches.sources()) {
    if (!hub.plugins.describe(connection_named(hub.configuration, from.connection).connector).fetches)
      throw Error("flow.fetches_nothing", {{"connection", connection}, {"from", from.connection}});
    if (!hub.rules.mapping(from)) throw Error("flow.no_mapping", {{"connection", from.connection}, {"stream", from.stream}});
  }
}

}  // namespace

Inbox::Inbox(Hub& hub, const Clock& clock) : hub_(hub), clock_(clock) {
  for (const ConnectionSettings& settings : hub.configuration.connections) {
    if (!hub.plugins.describe(settings.connector).receives) continue;
    LentSecrets secrets(hub, settings, clock);
    ConnectionSettings lent = secrets.settings();
    int rate = limit_in(lent.config_json);
    FetchRules fetches(lent.config_json);
    check_sources(hub, settings.name, fetches);
    auto entry = std::unique_ptr<Entry>(new Entry{std::move(secrets), hub.plugins.open(std::move(lent)), rate, std::move(fetches)});
    for (const Source::Stream& stream : entry->source.streams())
      if (!hub.rules.mapping({settings.name, stream.name}))
        throw Error("flow.no_mapping", {{"connection", settings.name}, {"stream", stream.name}});
    names_.push_back(settings.name);
    entries_.emplace(settings.name, std::move(entry));
  }
}

Inbox::~Inbox() = default;

int Inbox::rate_limit(const std::string& connection) const { return entries_.at(connection)->rate_limit; }

PushAnswer Inbox::receive(const std::string& connection, const Push& push) {
  auto found = entries_.find(connection);
  if (found == entries_.end()) throw Error("flow.no_such_inbox");
  Entry& entry = *found->second;
  std::lock_guard one_at_a_time(entry.mutex);
  Posted posted;
  posted.on_secret = entry.secrets.keeper();
  PushAnswer answer = entry.source.receive(push, posted, {});
  if (posted.empty()) return answer;
  std::vector<FetchMark> named;
  for (const RawRecord& record : posted.records) std::ranges::move(entry.fetches.marks(record.id.stream, record.json), std::back_inserter(named));
  Session session = hub_.store.begin();
  int64_t run = posted.land(session, hub_.rules, clock_, connection);
  mark_to_fetch(session, named, clock_.now());
  session.commit();
  announce(connection, run, !named.empty());
  return answer;
}

void Inbox::announce(const std::string& connection, int64_t run, bool named) {
  {
    std::lock_guard lock(mutex_);
    waiting_.push_back({connection, run});
    marked_ |= named;
  }
  bell_.notify_one();
  if (named) marked_bell_.notify_one();
}

void Inbox::publish(const std::string& connection, const std::vector<int64_t>& runs) {
  constexpr size_t at_once = 200;
  for (bool more = true; more;) {
    Session session = hub_.store.begin();
    session.lock_publishing();
    std::vector<Pending> chunk = session.pending(at_once, connection);
    if (!chunk.empty())
      publish_again(session, hub_.rules, write_chunk(session, hub_.rules, chunk, 1, clock_).reopened, clock_);
    if (chunk.size() < at_once)
      for (int64_t run : runs)
        if (run) session.end_run(run, clock_.now(), {});
    session.commit();
    more = chunk.size() == at_once;
  }
}

/// True once everything of this connection is published; else it waits for the next try.
bool Inbox::try_publish(const std::string& connection, const std::vector<int64_t>& runs, const Trouble& trouble) {
  try {
    publish(connection, runs);
    return true;
  } catch (const Error& e) {
    trouble(e.message());
  } catch (const std::exception&) {
    trouble({"flow.post_unpublished", {{"connection", connection}}});
  }
  return false;
}

void Inbox::publish_posts(std::stop_token stop, const Trouble& trouble) {
  for (const auto& [name, entry] : entries_) {  // what an earlier hub left pending
    waiting_.push_back({name, 0});
    for (const StreamName& from : entry->fetches.sources()) waiting_.push_back({from.connection, 0});
  }
  for (bool failed = false;;) {
    std::map<std::string, std::vector<int64_t>> runs;
    {
      std::unique_lock lock(mutex_);
      if (failed) bell_.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
      bell_.wait(lock, stop, [&] { return !waiting_.empty(); });
      if (stop.stop_requested() && (failed || waiting_.empty())) return;
      for (const Landed& one : waiting_) runs[one.connection].push_back(one.run);
      waiting_.clear();
    }
    failed = false;
    for (const auto& [connection, ended] : runs) {
      if (try_publish(connection, ended, trouble)) continue;
      failed = true;
      std::lock_guard lock(mutex_);
      for (int64_t run : ended) waiting_.push_back({connection, run});
    }
  }
}

}  // namespace musubi
