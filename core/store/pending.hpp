// Pending records that are asked for by name, or by the run that landed them.
#pragma once
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// Those of `records` that wait to be published, in landing order, and no others.
std::vector<Pending> pending_of(Session& session, const std::vector<RecordKey>& records);

/// The next `limit` pending records that landed in one of `runs`, or that these made pending again, in landing order.
std::vector<Pending> pending_of_runs(Session& session, const std::vector<int64_t>& runs, size_t limit);

/// The next `limit` pending records of all streams but `left_out`, in landing order, which are the transaction's own from then on. Left out are also those of
/// which a reader that has not committed has a later version: who publishes beside reading waits for no reader, so that the two never wait for each
/// other. Cost: those that landed before of streams left out are passed over one by one.
std::vector<Pending> pending_but_of(Session& session, const std::vector<StreamName>& left_out, size_t limit);

}  // namespace musubi
