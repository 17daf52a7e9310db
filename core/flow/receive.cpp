#include "core/flow/receive.hpp"

#include <nlohmann/json.hpp>

#include "core/flow/landing.hpp"
#include "core/flow/secrets.hpp"
#include "core/flow/write_chunk.hpp"

namespace musubi {

/// What a plug-in hands over for one post, kept until it has answered: a post that fails leaves nothing.
class Posted final : public Sink {
 public:
  void record(RawRecord record) override { records.push_back(std::move(record)); }
  void unreadable(RawRecord row, const Message& reason) override { held.emplace_back(std::move(row), reason); }
  void checkpoint(const std::string&, std::string_view) override {}
  void keep_secret(std::string_view name, std::string_view value) override { on_secret(name, value); }

  std::function<void(std::string_view, std::string_view)> on_secret;
  std::vector<RawRecord> records;
  std::vector<std::pair<RawRecord, Message>> held;
};

struct Inbox::Entry {
  const ConnectionSettings* settings = nullptr;
  LentSecrets secrets;
  Source source;
  int rate_limit = 20;
  std::mutex mutex = {};
};

namespace {

/// One transaction that its owner commits.
class Within final : public Transactions {
 public:
  explicit Within(Session& session) : session_(session) {}
  Session& open() override { return session_; }
  void finish() override {}

 private:
  Session& session_;
};

/// The one setting of a plug-in that the door heeds before it is called (docs/connector-spec.md).
int limit_in(const std::string& config) {
  return nlohmann::json::parse(config).value("rate_limit", 20);
}

}  // namespace

Inbox::Inbox(Hub& hub, const Clock& clock) : hub_(hub), clock_(clock) {
  for (const ConnectionSettings& settings : hub.configuration.connections) {
    if (!hub.plugins.describe(settings.connector).receives) continue;
    LentSecrets secrets(hub, settings, clock);
    ConnectionSettings lent = secrets.settings();
    int rate = limit_in(lent.config_json);
    auto entry = std::unique_ptr<Entry>(new Entry{&settings, std::move(secrets), hub.plugins.open(std::move(lent)), rate});
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
  if (posted.records.empty() && posted.held.empty()) return answer;
  int64_t run = 0;
  land(entry, run, posted);
  {
    std::lock_guard lock(mutex_);
    waiting_.push_back({connection, run});
  }
  bell_.notify_one();
  return answer;
}

void Inbox::land(Entry& entry, int64_t& run, Posted& posted) {
  Session session = hub_.store.begin();
  run = session.start_run(entry.settings->name, clock_.now());
  Within transaction(session);
  std::map<std::string, std::unique_ptr<Landing>> streams;
  auto landing = [&](const std::string& stream) -> Landing& {
    auto& one = streams[stream];
    if (!one) one = std::make_unique<Landing>(transaction, hub_.rules, clock_, StreamName{entry.settings->name, stream}, run, 1'000'000);
    return *one;
  };
  for (RawRecord& record : posted.records) {
    Landing& into = landing(record.id.stream);
    into.record(std::move(record));
  }
  for (auto& [row, reason] : posted.held) {
    Landing& into = landing(row.id.stream);
    into.unreadable(std::move(row), reason);
  }
  for (auto& [name, one] : streams) one->flush(false);
  session.commit();
}

void Inbox::publish(const std::string& connection, const std::vector<int64_t>& runs) {
  constexpr size_t at_once = 200;
  for (;;) {
    Session session = hub_.store.begin();
    session.lock_publishing();
    std::vector<Pending> chunk = session.pending(at_once, connection);
    if (!chunk.empty()) write_chunk(session, hub_.rules, chunk, 1, clock_);
    if (chunk.size() < at_once)
      for (int64_t run : runs)
        if (run) session.end_run(run, clock_.now(), {});
    session.commit();
    if (chunk.size() < at_once) return;
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
  for (const std::string& name : names_) waiting_.push_back({name, 0});  // what an earlier hub left pending
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
