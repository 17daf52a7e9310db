// Words on consent outlive the version that said them: an opt-out is not taken back by a row that no longer has it.
#pragma once
#include <chrono>
#include <vector>

#include "core/flow/said.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// A stop of a later moment than this is of a day to come and waits for it; what is nearer is said now, by a clock that is fast or in another zone.
constexpr std::chrono::hours soon{48};

/// Moves each record's facts of kind consent to `consents`: what its version of now says, and every opt-out that an earlier version
/// said, no longer standing; contact states of opted_out are opt-outs as well. Reads the history of records whose mapping speaks of
/// either; costs nothing for others.
void hear_consents(Session& session, const Rules& rules, std::vector<Said>& said);

}  // namespace musubi
