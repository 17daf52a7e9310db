// The scheduler: runs connections when they are due, one run a connection at a time, and raises alerts.
#pragma once
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/flow/schedule.hpp"
#include "core/flow/sync.hpp"

namespace musubi {

/// A connection with a schedule, as the worker sees it.
struct Scheduled {
  std::string connection;
  Schedule schedule;
  Time due{};                   // when it is to run next
  std::optional<Time> started;  // while it runs
};

/// What the worker tells its owner, from any of its threads, one call at a time.
struct WorkerNews {
  std::function<void(const Message&)> trouble;
  std::function<void(const ConnectionReport&)> ran;
};

/// Connections of `configuration` that have a schedule, by name. Throws Error flow.bad_schedule, settings.*.
std::vector<Scheduled> scheduled(const Configuration& configuration);

/// When a connection is due whose last run was `last`: at once where it never ran or its run was cut off (by a kill, a stop), else at
/// the first time of its schedule after that run began, which may have passed. Pure.
Time due_time(const Schedule& schedule, const std::optional<Run>& last, Time now);

/// True where a whole period and ten minutes have passed since `due` without its run having ended. Pure.
bool is_overdue(const Schedule& schedule, Time due, Time now);

/// Runs connections as they become due, until stopped; then waits for the runs to reach a safe place. At most `threads` of them run at
/// once, not counting what has run for ten minutes: sources that do not answer must not keep the others waiting.
/// A failed or overdue run and a credential that is about to end raise an alert each (run_alerts.hpp says when they are over); what became due
/// while no hub ran counts as due from the beginning. Blocks.
void run_scheduled(Hub& hub, std::vector<Scheduled> connections, unsigned threads, const Clock& clock, std::stop_token stop,
                   const WorkerNews& news);

}  // namespace musubi
