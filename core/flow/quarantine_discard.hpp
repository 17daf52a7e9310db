// Held rows that a steward lets go of: nothing is lost by it, and nothing that was mended. The row stays where it is, closed, with who
// said so and why; the same row, when it comes again, is not held anew.
#pragma once
#include <cstdint>

#include "core/flow/steward.hpp"

namespace musubi {

/// Closes an open held row: it is not held when it comes again, and keeps nobody of its list from being gone. Throws Error "flow.no_such_held"; "flow.discard_without_why" where the speaker gives no reason.
void discard_held(Hub& hub, int64_t id, const Speaker& speaker, const Clock& clock);
/// Opens it again. Throws Error "flow.not_discarded" for a row that was not discarded; "flow.mended_since" where its record has come well since, and
/// "flow.held_anew" where a newer row of it is held.
void take_back_discard(Hub& hub, int64_t id, const Speaker& speaker, const Clock& clock);

}  // namespace musubi
