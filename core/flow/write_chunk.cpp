#include "core/flow/write_chunk.hpp"

#include "core/flow/mailing.hpp"

namespace musubi {

Derived write_chunk(Session& session, const Rules& rules, const std::vector<Pending>& chunk, unsigned threads, const Clock& clock,
                    int64_t event) {
  Derived derived = derive(session, rules, chunk, threads);
  for (Held& row : derived.held) row.at = clock.now();
  session.hold(derived.held);
  Cause cause(chunk);
  cause.event = event;
  std::vector<RecordKey> again;
  for (const Pending& p : chunk)
    if (!p.fresh) again.push_back(p.record.id);
  write_changes(session, rules, derived.changes, cause, clock.now(), again);
  session.published(derived.published, derived.held_records, derived.earlier);
  return derived;
}

}  // namespace musubi
