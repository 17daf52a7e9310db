#include "core/flow/sync.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "core/base/nearest.hpp"
#include "core/flow/landing.hpp"
#include "core/store/published_rules.hpp"

namespace musubi {
namespace {

class Committed final : public Transactions {
 public:
  Committed(Store& store, const std::function<void()>& on_commit) : store_(store), on_commit_(on_commit) {}
  Session& open() override { return session_.emplace(store_.begin()); }
  void finish() override {
    session_->commit();
    session_.reset();
    if (on_commit_) on_commit_();
  }

 private:
  Store& store_;
  const std::function<void()>& on_commit_;
  std::optional<Session> session_;
};

/// One transaction for a whole dry run: what it stages is seen by its own later steps and by nobody else, and goes with it.
class Staged final : public Transactions {
 public:
  explicit Staged(Store& store) : session_(store.begin()) {}
  Session& open() override { return session_; }
  void finish() override {}

 private:
  Session session_;
};

/// Sees whether anything comes, and keeps nothing.
class Glance final : public Sink {
 public:
  void record(RawRecord) override { seen = true; }
  void checkpoint(const std::string&, std::string_view) override {}
  void unreadable(RawRecord, const Message&) override { seen = true; }
  void keep_secret(std::string_view name, std::string_view) override { throw Error("flow.no_secret_store", {{"connection", std::string(name)}}); }
  bool seen = false;
};

std::vector<const ConnectionSettings*> chosen(const Configuration& c, const std::vector<std::string>& names) {
  std::vector<const ConnectionSettings*> out;
  if (names.empty())
    for (const ConnectionSettings& one : c.connections) out.push_back(&one);
  std::vector<std::string> known;
  for (const ConnectionSettings& one : c.connections) known.push_back(one.name);
  for (const std::string& name : names) {
    const ConnectionSettings* found = c.find(name);
    if (!found) throw Error("flow.no_such_connection", {{"name", name}, {"nearest", nearest(name, known)}, {"where", (c.directory / "connections").string()}});
    out.push_back(found);
  }
  return out;
}

/// One run of one connection: its streams, in the catalogue's order.
class ConnectionRun {
 public:
  ConnectionRun(Hub& hub, const SyncRequest& request, const Clock& clock, std::shared_ptr<Transactions> transactions, const ConnectionSettings& settings)
      : hub_(hub), request_(request), clock_(clock), held_(std::move(transactions)), transactions_(*held_), settings_(settings) {
    report_.connection = settings.name;
  }

  void pull() {
    try {
      report_.run = transactions_.open().start_run(settings_.name, clock_.now());
      transactions_.finish();
      Source source = hub_.plugins.open(settings_, request_.retry);
      for (const Source::Stream& stream : source.streams()) pull_stream(source, stream);
    } catch (const Error& e) {
      report_.failure = e.message();
    }
  }

  ConnectionReport end() {
    if (request_.stop.stop_requested() && !report_.failure) report_.failure = Message{"flow.stopped", {{"connection", settings_.name}}};
    if (!report_.run) return std::move(report_);
    Session& session = transactions_.open();
    session.end_run(report_.run, clock_.now(), report_.failure);
    if (std::optional<Run> run = session.run(report_.run)) report_.streams = run->streams;
    transactions_.finish();
    for (const std::string& stream : read_) add_untouched(stream);
    return std::move(report_);
  }

 private:
  bool enabled(const std::string& stream) const {
    auto at = settings_.streams.find(stream);
    return at == settings_.streams.end() || at->second.enabled;
  }
  bool complete(const std::string& stream) const {
    auto at = settings_.streams.find(stream);
    return at != settings_.streams.end() && at->second.complete;
  }

  void pull_stream(Source& source, const Source::Stream& stream) {
    if (!enabled(stream.name) || request_.stop.stop_requested()) return;
    StreamName name{settings_.name, stream.name};
    if (!hub_.rules.mapping(name))
      throw Error("flow.no_mapping", {{"connection", name.connection}, {"stream", name.stream}});
    note_missing_fields(name, stream.fields);
    std::string state = request_.full ? "" : transactions_.open().stream_state(name);
    if (!request_.full) transactions_.finish();
    read_.push_back(stream.name);
    if (!complete(stream.name)) {
      read_into(source, name, state);
    } else if (state.empty() || has_news(source, name, state)) {
      read_into(source, name, "");
    }
  }

  /// A mapped column that the source does not have would leave its field empty without a word.
  void note_missing_fields(const StreamName& name, const std::vector<std::string>& fields) {
    if (fields.empty()) return;
    for (const std::string& field : hub_.rules.mapping(name)->missing_fields(fields)) {
      std::string near = nearest(field, fields);
      report_.notes.push_back({near.empty() ? "flow.missing_field" : "flow.missing_field_near",
                               {{"connection", name.connection}, {"stream", name.stream}, {"field", field}, {"nearest", near}}});
    }
  }

  void read_into(Source& source, const StreamName& name, const std::string& state) {
    Landing landing(transactions_, hub_.rules, clock_, name, report_.run, request_.batch_size);
    if (complete(name.stream)) landing.whole_or_nothing();
    landing.on_batch = [&](int64_t read) {
      if (request_.on_progress) request_.on_progress("read", name, read, 0);
    };
    bool whole = source.read(name.stream, state, landing, request_.stop);
    landing.flush(whole);
    if (complete(name.stream) && landing.held_any()) report_.notes.push_back({"flow.nobody_gone", {{"connection", name.connection}, {"stream", name.stream}}});
    for (const auto& [field, count] : landing.unused_fields()) report_.unused_fields.emplace_back(name, field);
  }

  /// Whether the source has anything to say beyond `state`. A list whose absences count is then read from the beginning: only
  /// a whole list tells who is gone.
  bool has_news(Source& source, const StreamName& name, const std::string& state) {
    Glance glance;
    source.read(name.stream, state, glance, request_.stop, 1);
    return glance.seen;
  }

  /// A stream that had nothing to say is in the report all the same.
  void add_untouched(const std::string& stream) {
    auto has = [&](const RunStream& s) { return s.stream == stream; };
    if (std::none_of(report_.streams.begin(), report_.streams.end(), has)) report_.streams.push_back({settings_.name, stream});
  }

  Hub& hub_;
  const SyncRequest& request_;
  const Clock& clock_;
  std::shared_ptr<Transactions> held_;
  Transactions& transactions_;
  const ConnectionSettings& settings_;
  ConnectionReport report_;
  std::vector<std::string> read_;
};

/// Publishes one chunk; false when nothing was pending.
bool publish_chunk(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions) {
  Session& session = transactions.open();
  if (!request.dry_run) session.lock_publishing();
  std::vector<Pending> chunk = session.pending(request.chunk_size, "");
  if (chunk.empty()) {
    transactions.finish();
    return false;
  }
  Derived derived = derive(session, hub.rules, chunk, request.threads);
  if (request.on_changes) request.on_changes(derived);
  for (Held& row : derived.held) row.at = clock.now();
  session.hold(derived.held);
  session.apply(derived.changes, chunk.back().record.run, clock.now());
  session.published(derived.published, derived.held_records, derived.earlier);
  transactions.finish();
  if (request.on_progress) request.on_progress("publish", {chunk[0].record.id.connection, chunk[0].record.id.stream}, int64_t(chunk.size()), 0);
  return true;
}

void publish_all(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions) {
  while (!request.stop.stop_requested() && publish_chunk(hub, request, clock, transactions)) {
  }
}

/// Pulls of different connections share nothing but the store and the rules; each has transactions of its own. A dry run has one
/// transaction for all and goes one by one.
void pull_all(std::vector<ConnectionRun>& runs, unsigned threads) {
  std::atomic<size_t> next{0};
  std::mutex guard;
  std::exception_ptr broken;
  auto work = [&] {
    for (size_t i = next++; i < runs.size(); i = next++) {
      try {
        runs[i].pull();
      } catch (...) {
        std::lock_guard lock(guard);
        broken = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> workers;
    for (unsigned i = 1; i < std::min<size_t>(threads, runs.size()); ++i) workers.emplace_back(work);
    work();
  }
  if (broken) std::rethrow_exception(broken);
}

/// Records whose rules were changed since they were published are published again: the master follows from what the rules say now.
void follow_rules(Hub& hub, const SyncRequest& request, Transactions& transactions) {
  for (const ConnectionSettings* settings : chosen(hub.configuration, request.connections)) {
    Session& session = transactions.open();
    if (rules_changed(session, settings->name, rules_digest(hub.configuration, *settings))) session.publish_again(settings->name, false);
    transactions.finish();
  }
}

SyncReport run_all(Hub& hub, const SyncRequest& request, const Clock& clock, const std::function<std::shared_ptr<Transactions>()>& transactions) {
  SyncReport report;
  std::shared_ptr<Transactions> own = transactions();
  own->open().close_dead_runs(clock.now());
  own->finish();
  follow_rules(hub, request, *own);
  std::vector<ConnectionRun> runs;
  for (const ConnectionSettings* settings : chosen(hub.configuration, request.connections)) runs.emplace_back(hub, request, clock, transactions(), *settings);
  pull_all(runs, request.dry_run ? 1 : request.threads);
  publish_all(hub, request, clock, *own);
  for (ConnectionRun& run : runs) report.connections.push_back(run.end());
  report.stopped = request.stop.stop_requested();
  return report;
}

/// The caller's callbacks, one call at a time, though connections are pulled at once.
SyncRequest one_at_a_time(const SyncRequest& request, std::mutex& guard) {
  SyncRequest out = request;
  if (request.on_progress)
    out.on_progress = [&](const std::string& what, const StreamName& stream, int64_t done, int64_t total) {
      std::lock_guard lock(guard);
      request.on_progress(what, stream, done, total);
    };
  if (request.on_commit)
    out.on_commit = [&] {
      std::lock_guard lock(guard);
      request.on_commit();
    };
  return out;
}

}  // namespace

bool reconciles(const RunStream& s) { return s.read == s.fresh + s.changed + s.unchanged + s.quarantined; }

bool SyncReport::clean() const {
  return !stopped && std::all_of(connections.begin(), connections.end(), [](const ConnectionReport& c) {
    return !c.failure && std::all_of(c.streams.begin(), c.streams.end(), reconciles);
  });
}

SyncReport sync(Hub& hub, const SyncRequest& asked, const Clock& clock) {
  std::mutex guard;
  const SyncRequest request = one_at_a_time(asked, guard);
  if (request.dry_run) {
    auto staged = std::make_shared<Staged>(hub.store);
    return run_all(hub, request, clock, [&] { return staged; });
  }
  return run_all(hub, request, clock, [&] { return std::make_shared<Committed>(hub.store, request.on_commit); });
}

void publish(Hub& hub, const SyncRequest& request, const Clock& clock) {
  Committed committed(hub.store, request.on_commit);
  publish_all(hub, request, clock, committed);
}

}  // namespace musubi
