// The pipeline itself (design.md §2): derive(inputs) − what is stored, for one chunk of pending records.
#pragma once
#include <vector>

#include "core/flow/rules.hpp"
#include "core/record/change_set.hpp"
#include "core/record/mapped.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// What a chunk comes to. `held`: rows for the quarantine; `published`, `earlier`: versions looked at, last ones and those before;
/// `held_records`: those of both that don't count.
struct Derived {
  ChangeSet changes;
  std::vector<int64_t> published, earlier, held_records;
  std::vector<Held> held;
  std::vector<std::pair<RecordKey, Note>> notes;
  std::vector<RecordKey> reopened;  // records that wait to be published again, because claims on them changed or their words went (write_chunk)
};

/// Reads what it needs through `session` and writes nothing but ids for new parties and, with more than one thread, the first part of the
/// changes (ChangeSet::written), on a thread that ends before the call does. The result does not depend on the order of
/// the chunk or on how records are cut into chunks. About 100 µs a record and core.
Derived derive(Session& session, const Rules& rules, const std::vector<Pending>& chunk, unsigned threads);

/// The same for profiles whose neighbours or decisions changed without a new record (a steward's decision).
ChangeSet derive_again(Session& session, const Rules& rules, const std::vector<PartyKey>& parties);

/// The same as if these parties had never said anything: their profiles become stubs.
ChangeSet derive_emptied(Session& session, const Rules& rules, const std::vector<PartyKey>& parties);

}  // namespace musubi
