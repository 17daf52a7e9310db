// Whether the clock may be believed by what deletes for good because of age alone: one that was wrong once must not cost what nobody can
// bring back.
#pragma once
#include <optional>

#include "core/base/error.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// A longer time in which no run of the hub was started, up to now, is taken for a leap of the clock.
inline constexpr std::chrono::days longest_pause{30};

/// nullopt where `now` is believed, and it is remembered. Else why not: "flow.clock_leapt" (later than what was believed last by more than
/// longest_pause without runs between), "flow.clocks_differ" (by more than ten minutes from that of a PostgreSQL on another machine). Then
/// nothing is remembered: it is asked again, until the clock has been put right or a person has said that it is.
std::optional<Message> clock_doubt(Session& session, Time now);

}  // namespace musubi
