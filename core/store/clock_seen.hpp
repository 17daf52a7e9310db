// Up to when the hub's clock was believed, and what it may be checked against.
#pragma once
#include <chrono>
#include <optional>

#include "core/store/store.hpp"

namespace musubi {

/// The longest time without any run between the moment up to which the clock was believed and `now`; zero where it was never asked for, and
/// where `now` is earlier. Cost: the runs since.
std::chrono::microseconds longest_silence(Session& session, Time now);

/// The clock is believed up to `now`, which may be earlier than before.
void keep_clock_seen(Session& session, Time now);

/// The clock of PostgreSQL, where that is another machine; nullopt where it is this one.
std::optional<Time> database_clock(Session& session);

}  // namespace musubi
