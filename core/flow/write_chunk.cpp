#include "core/flow/write_chunk.hpp"

#include <algorithm>
#include <iterator>

#include "core/flow/claims.hpp"
#include "core/flow/mailing.hpp"
#include "core/flow/taken_back.hpp"
#include "core/store/pending.hpp"

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
  derived.reopened = receipts_of(session, derived.changes);
  std::ranges::move(take_words_back(session, rules, chunk), std::back_inserter(derived.reopened));
  if (!derived.reopened.empty()) session.publish_again(derived.reopened);
  return derived;
}

void publish_again(Session& session, const Rules& rules, const std::vector<RecordKey>& records, const Clock& clock, int64_t event) {
  constexpr size_t at_once = 500;
  if (records.empty()) return;
  session.publish_again(records);
  for (size_t from = 0; from < records.size(); from += at_once) {
    auto first = records.begin() + int64_t(from);
    std::vector<Pending> chunk = pending_of(session, {first, first + int64_t(std::min(at_once, records.size() - from))});
    if (!chunk.empty()) publish_again(session, rules, write_chunk(session, rules, chunk, 1, clock, event).reopened, clock, event);
  }
}

}  // namespace musubi
