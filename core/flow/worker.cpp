#include "core/flow/worker.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "core/flow/run_alerts.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

class Worker {
 public:
  Worker(Hub& hub, std::vector<Scheduled> connections, unsigned places, const Clock& clock, std::stop_token stop, const WorkerNews& news)
      : hub_(hub), connections_(std::move(connections)), places_(places), clock_(clock), stop_(std::move(stop)), news_(news) {}

  void plan() {
    Session session = hub_.store.begin();
    began_ = clock_.now();
    session.close_dead_runs(began_);
    std::set<std::string> planned;
    for (Scheduled& one : connections_) {
      std::optional<Run> last = last_run(session, one.connection);
      one.due = due_time(one.schedule, last, began_);
      if (last && last->started > began_) tell_ahead(one.connection, last->started);
      planned.insert(one.connection);
    }
    forget_unplanned(session, planned, began_);
    session.commit();
  }

  /// As plan(), tried again each second while the database is away. False where it was stopped before.
  bool plan_when_it_works() {
    while (!stop_.stop_requested()) {
      try {
        plan();
        return true;
      } catch (const Error& e) {
        std::lock_guard lock(news_mutex_);
        news_.trouble(e.message());
      }
      std::unique_lock lock(mutex_);
      bell_.wait_for(lock, stop_, 1s, [] { return false; });
    }
    return false;
  }

  /// Takes what is due and runs it, until stopped.
  void work() {
    while (Scheduled* one = wait_for_one()) {
      run(*one);
      std::lock_guard lock(mutex_);
      one->started.reset();
      bell_.notify_all();
    }
  }

  void watch() {
    while (!stop_.stop_requested()) {
      look_for_overdue();
      heed_set_back_clock();
      std::unique_lock lock(mutex_);
      bell_.wait_for(lock, stop_, 20s, [] { return false; });
    }
  }

 private:
  Scheduled* wait_for_one() {
    std::unique_lock lock(mutex_);
    for (;;) {
      if (stop_.stop_requested()) return nullptr;
      Time now = clock_.now();
      auto first = std::min_element(connections_.begin(), connections_.end(), [](const Scheduled& a, const Scheduled& b) {
        return std::pair(a.started.has_value(), a.due) < std::pair(b.started.has_value(), b.due);
      });
      if (first != connections_.end() && !first->started && first->due <= now && has_place(now)) {
        first->started = now;
        return &*first;
      }
      bell_.wait_for(lock, stop_, 200ms, [] { return false; });
    }
  }

  bool has_place(Time now) const {
    auto taken = std::count_if(connections_.begin(), connections_.end(), [&](const Scheduled& one) { return one.started && *one.started > now - 10min; });
    return taken < ptrdiff_t(places_);
  }

  void run(Scheduled& one) {
    Time next = one.schedule.next(*one.started);
    try {
      SyncRequest request;
      request.connections = {one.connection};
      request.threads = 1;
      request.chunk_size = 500;  // so that posts wait for a moment only
      request.stop = stop_;
      SyncReport report = sync(hub_, request, clock_);
      for (const ConnectionReport& each : report.connections) next = std::min(next, settle(each));
    } catch (const Error& e) {
      alert(one.connection, {}, "failed", e.message());
    } catch (const std::exception&) {
      alert(one.connection, {}, "failed", {"flow.run_broke", {{"connection", one.connection}}});
    }
    std::lock_guard lock(mutex_);
    one.due = next;
  }

  /// Tells what came of a run. Answers when to try again at the latest.
  Time settle(const ConnectionReport& report) {
    if (report.failure && report.failure->id == "flow.stopped") return Time::max();
    if (report.failure && report.failure->id == "store.already_running") return clock_.now() + 1min;  // another process is at it
    if (std::optional<Message> why = complaint(report)) alert(report.connection, report.run, "failed", *why);
    if (std::optional<Message> note = ending(report)) alert(report.connection, report.run, "expiring", *note);
    std::lock_guard lock(news_mutex_);
    news_.ran(report);
    return Time::max();
  }

  void alert(const std::string& connection, std::optional<int64_t> run, const char* kind, const Message& why) {
    bool raised = true;
    try {
      Session session = hub_.store.begin();
      raised = raise_alert(session, {0, connection, kind, run && *run ? run : std::nullopt, why, clock_.now(), {}, {}});
      session.commit();
    } catch (const Error& e) {
      std::lock_guard lock(news_mutex_);
      news_.trouble(e.message());
    }
    std::lock_guard lock(news_mutex_);
    if (raised) news_.trouble(why);
  }

  void tell_ahead(const std::string& connection, Time started) {
    std::lock_guard lock(news_mutex_);
    news_.trouble({"flow.run_ahead", {{"connection", connection}, {"started", format_local(started, hub_.configuration.hub.zone)}}});
  }

  /// What was planned by a clock that was ahead is due at the next time of its schedule.
  void heed_set_back_clock() {
    std::lock_guard lock(mutex_);
    Time now = clock_.now();
    for (Scheduled& one : connections_)
      if (one.due > now) one.due = std::min(one.due, one.schedule.next(now));
  }

  void look_for_overdue() {
    std::vector<std::pair<std::string, Time>> late;
    {
      std::lock_guard lock(mutex_);
      for (const Scheduled& one : connections_)
        if (is_overdue(one.schedule, std::max(one.due, began_), clock_.now())) late.emplace_back(one.connection, one.due);
    }
    for (const auto& [connection, due] : late)
      alert(connection, {}, "overdue", {"flow.run_overdue", {{"connection", connection}, {"due", format_local(due, hub_.configuration.hub.zone)}}});
  }

  Hub& hub_;
  std::vector<Scheduled> connections_;
  unsigned places_;
  const Clock& clock_;
  std::stop_token stop_;
  const WorkerNews& news_;
  Time began_{};  // what became due before is run at once, and late only when it is late from here
  std::mutex mutex_, news_mutex_;
  std::condition_variable_any bell_;
};

}  // namespace

std::vector<Scheduled> scheduled(const Configuration& configuration) {
  std::vector<Scheduled> out;
  for (const ConnectionSettings& one : configuration.connections) {
    if (one.schedule.empty()) continue;
    try {
      out.push_back({one.name, Schedule::parse(one.schedule, one.zone), {}, {}});
    } catch (const Error& e) {
      Message why = e.message();
      why.args.emplace_back("file", one.file.filename().string());
      throw Error(std::move(why));
    }
  }
  return out;
}

Time due_time(const Schedule& schedule, const std::optional<Run>& last, Time now) {
  if (!last) return now;
  bool cut_off = last->state == "interrupted" || (last->failure && last->failure->id == "flow.stopped");
  return cut_off || last->started > now ? now : schedule.next(last->started);
}

bool is_overdue(const Schedule& schedule, Time due, Time now) {
  return due < now - 10min && schedule.next(due) <= now - 10min;
}

void run_scheduled(Hub& hub, std::vector<Scheduled> connections, unsigned threads, const Clock& clock, std::stop_token stop,
                   const WorkerNews& news) {
  const size_t count = connections.size();
  Worker worker(hub, std::move(connections), threads, clock, std::move(stop), news);
  if (!worker.plan_when_it_works() || count == 0) return;
  size_t most = std::clamp<size_t>(count, threads, 16);
  std::vector<std::jthread> running;
  for (size_t i = 0; i < most; ++i) running.emplace_back([&] { worker.work(); });
  worker.watch();
}

}  // namespace musubi
