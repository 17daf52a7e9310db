#include "core/flow/sync.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "core/flow/clock_doubt.hpp"
#include "core/flow/connection_run.hpp"
#include "core/flow/follow_rules.hpp"
#include "core/flow/publishing.hpp"
#include "core/flow/retention.hpp"
#include "core/flow/run_alerts.hpp"
#include "core/store/audit.hpp"
#include "core/store/deliveries.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi {
namespace {

std::vector<const ConnectionSettings*> chosen(const Configuration& c, const std::vector<std::string>& names) {
  std::vector<const ConnectionSettings*> out;
  if (names.empty())
    for (const ConnectionSettings& one : c.connections) out.push_back(&one);
  for (const std::string& name : names) out.push_back(&connection_named(c, name));
  return out;
}

/// A connection that only receives is left out of a sync of all; one that may do both is read where it has a schedule.
bool is_pulled(Hub& hub, const SyncRequest& request, const ConnectionSettings& settings) {
  if (!request.connections.empty()) return true;
  try {
    const PluginInfo plugin = hub.plugins.describe(settings.connector);
    return plugin.reads && (!plugin.receives || !settings.schedule.empty());
  } catch (const Error&) {
    return true;  // its run says what is wrong
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

/// What has landed is published beside the reading where it is much, and what is left of it at the end; all of it then where publishing failed meanwhile.
void pull_and_publish(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& own, std::vector<ConnectionRun>& runs, Arrivals& arrivals) {
  if (request.dry_run || request.threads < 2) {
    pull_all(runs, request.dry_run ? 1 : request.threads);
    return publish_pending(hub, request, clock, own);
  }
  std::future<void> publishing = std::async(std::launch::async, [&] {
    try {
      publish_arriving(hub, request, clock, own, arrivals);
    } catch (...) {
      own.forget();
      throw;
    }
  });
  try {
    pull_all(runs, request.threads);
  } catch (...) {
    arrivals.give_up();
    throw;
  }
  arrivals.end();
  try {
    publishing.get();
  } catch (const Error&) {
    publish_pending(hub, request, clock, own);
  }
}

/// Why the clock is not believed, which becomes an alert of each connection that was read meanwhile, until it is: what is old stays.
std::optional<Message> asked_for_doubt(Hub& hub, const Clock& clock, const SyncReport& report) {
  Session session = hub.store.begin();
  std::optional<Message> doubt = clock_doubt(session, clock.now());
  for (const ConnectionReport& c : report.connections) {
    if (doubt)
      raise_alert(session, {0, c.connection, "clock", {}, *doubt, clock.now(), {}, {}});
    else
      resolve_alert(session, c.connection, "clock", clock.now());
  }
  session.commit();
  return doubt;
}

/// After publishing: what is past its retention goes; a dry run says how much would go of what is stored.
void heed_retention(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions, SyncReport& report) {
  if (request.stop.stop_requested()) return;
  std::vector<Removal> removals;
  if (request.dry_run) {
    removals = past_now(transactions.open(), hub, request.connections, clock.now());
    transactions.finish();
  } else if (std::optional<Message> doubt = asked_for_doubt(hub, clock, report)) {
    for (ConnectionReport& c : report.connections) c.notes.push_back(*doubt);
  } else {
    removals = remove_past(hub, request.connections, clock, false);
  }
  for (const Removal& r : removals) {
    if (!r.any()) continue;
    for (ConnectionReport& c : report.connections)
      if (c.connection == r.stream.connection) c.notes.push_back(removal_message(r, request.dry_run, hub.rules.zone));
  }
}

SyncReport run_all(Hub& hub, const SyncRequest& request, const Clock& clock, const std::function<std::shared_ptr<Transactions>()>& transactions) {
  SyncReport report;
  std::shared_ptr<Transactions> own = transactions();
  own->open().close_dead_runs(clock.now());
  own->finish();
  follow_rules(hub, request.connections, clock, *own);
  Arrivals arrivals;
  std::vector<ConnectionRun> runs;
  for (const ConnectionSettings* settings : chosen(hub.configuration, request.connections))
    if (is_pulled(hub, request, *settings)) runs.emplace_back(hub, request, clock, transactions(), *settings, arrivals);
  pull_and_publish(hub, request, clock, *own, runs, arrivals);
  if (!request.dry_run) {
    watch_notices(own->open(), clock.now());
    own->finish();
  }
  for (ConnectionRun& run : runs) report.connections.push_back(run.end());
  if (!request.dry_run) {
    for (const ConnectionReport& one : report.connections) {
      Session& session = own->open();
      settle_alerts(session, one, clock.now());
      watch_columns(session, one, clock.now());
      own->finish();
    }
  }
  heed_retention(hub, request, clock, *own, report);
  report.stopped = request.stop.stop_requested();
  return report;
}

/// Hands out what a dry run comes to. Its runs are none that anyone could look up.
SyncReport dry(SyncReport report, const SyncRequest& request, Session& session) {
  if (request.on_changes && !report.stopped)
    session.each_staged_change([&](ChangeSet changes) {
      Derived piece;
      piece.changes = std::move(changes);
      request.on_changes(piece);
    });
  for (ConnectionReport& one : report.connections) one.run = 0;
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

bool ConnectionReport::unfinished(const std::string& stream) const {
  return failure || std::any_of(failed_streams.begin(), failed_streams.end(), [&](const auto& f) { return f.first == stream; });
}

bool SyncReport::clean() const {
  return !stopped && std::all_of(connections.begin(), connections.end(), [](const ConnectionReport& c) {
    return !c.failure && c.failed_streams.empty() && std::all_of(c.streams.begin(), c.streams.end(), reconciles);
  });
}

SyncReport sync(Hub& hub, const SyncRequest& asked, const Clock& clock) {
  std::mutex guard;
  SyncRequest request = one_at_a_time(asked, guard);
  if (request.dry_run) {
    auto staged = std::make_shared<Staged>(hub.store);
    SyncReport report = run_all(hub, request, clock, [&] { return staged; });
    return dry(std::move(report), request, staged->open());
  }
  request.clock_doubted = forget_old(hub, clock).has_value();
  return run_all(hub, request, clock, [&] { return std::make_shared<Committed>(hub.store, request.on_commit); });
}

std::optional<Message> forget_old(Hub& hub, const Clock& clock) {
  Session session = hub.store.begin();
  if (std::optional<Message> doubt = clock_doubt(session, clock.now())) return doubt;
  forget_audit(session, clock.now() - std::chrono::hours(24) * hub.configuration.hub.audit.keep_days);
  forget_deliveries(session, clock.now());
  forget_unchanged_runs(session, clock.now() - std::chrono::hours(24) * hub.configuration.hub.runs.keep_unchanged_days);
  session.commit();
  return {};
}

void publish(Hub& hub, const SyncRequest& request, const Clock& clock) {
  Committed committed(hub.store, request.on_commit);
  publish_pending(hub, request, clock, committed);
}

}  // namespace musubi
