// Pending records that are asked for by name.
#pragma once
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// Those of `records` that wait to be published, in landing order, and no others.
std::vector<Pending> pending_of(Session& session, const std::vector<RecordKey>& records);

}  // namespace musubi
