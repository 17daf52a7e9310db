#include "core/flow/write_chunk.hpp"

namespace musubi {

Derived write_chunk(Session& session, const Rules& rules, const std::vector<Pending>& chunk, unsigned threads, const Clock& clock,
                    int64_t event) {
  Derived derived = derive(session, rules, chunk, threads);
  for (Held& row : derived.held) row.at = clock.now();
  session.hold(derived.held);
  Cause cause(chunk);
  cause.event = event;
  session.apply(derived.changes, cause, clock.now());
  session.published(derived.published, derived.held_records, derived.earlier);
  return derived;
}

}  // namespace musubi
