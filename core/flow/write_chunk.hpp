// One publishing step: what a chunk of pending records comes to, written.
#pragma once
#include <vector>

#include "core/flow/derive.hpp"

namespace musubi {

/// Derives `chunk` and writes its changes, held rows and figures into `session`, which has the publishing lock; the caller commits.
Derived write_chunk(Session& session, const Rules& rules, const std::vector<Pending>& chunk, unsigned threads, const Clock& clock);

}  // namespace musubi
