// One publishing step: what a chunk of pending records comes to, written.
#pragma once
#include <vector>

#include "core/flow/derive.hpp"

namespace musubi {

/// Derives `chunk` and writes its changes, held rows and figures into `session`, which has the publishing lock; the caller commits.
/// `event`: the steward's word because of which it is published again, 0: none.
Derived write_chunk(Session& session, const Rules& rules, const std::vector<Pending>& chunk, unsigned threads, const Clock& clock,
                    int64_t event = 0);

}  // namespace musubi
