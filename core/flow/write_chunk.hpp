// One publishing step: what a chunk of pending records comes to, written.
#pragma once
#include <vector>

#include "core/flow/derive.hpp"

namespace musubi {

/// Derives `chunk` and writes its changes, held rows and figures into `session`, which has the publishing lock; the caller commits.
/// `event`: the steward's word because of which it is published again, 0: none.
Derived write_chunk(Session& session, const Rules& rules, const std::vector<Pending>& chunk, unsigned threads, const Clock& clock,
                    int64_t event = 0);

/// Derives these records once more, though they are as they were, and those whose claims that alters, and writes what that changes; what
/// else waits is left waiting. `event` as above; the caller has the publishing lock and commits.
void publish_again(Session& session, const Rules& rules, const std::vector<RecordKey>& records, const Clock& clock, int64_t event = 0);

}  // namespace musubi
