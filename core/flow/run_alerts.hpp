// Alerts about a connection's runs, each kind with a life of its own: "failed" from a run that was no good until a good one; "overdue" until
// a run has ended, well or not; "expiring" while a credential is about to end, until a good run finds none that is; "columns" while
// columns that were there before are gone.
#pragma once
#include <optional>
#include <set>
#include <string>

#include "core/flow/sync.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// Why a run was no good; nullopt where it was, and for one that another process has kept from beginning or a stop has cut off. Pure.
std::optional<Message> complaint(const ConnectionReport& report);

/// That a credential of the connection is about to end, or nullopt. Pure.
std::optional<Message> ending(const ConnectionReport& report);

/// That columns are gone which a mapping reads, or nullopt. Pure.
std::optional<Message> lost_columns(const ConnectionReport& report);

/// Opens the alert "columns" of a run that misses columns which were there before, and closes it after a good run that misses none.
void watch_columns(Session& session, const ConnectionReport& report, Time at);

/// Closes the alerts that a run has settled, whoever began it: the scheduler, or a person by hand. Raises none.
void settle_alerts(Session& session, const ConnectionReport& report, Time at);

/// Closes the alerts about runs of connections that are not in `planned`: nobody waits for these runs any more.
void forget_unplanned(Session& session, const std::set<std::string>& planned, Time at);

}  // namespace musubi
