// Who may be written to, kept beside each customer: what core/merge/mailing decides on what the master holds now.
#pragma once
#include <vector>

#include "core/flow/rules.hpp"
#include "core/record/change_set.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// Writes `changes` (Session::apply) and the verdicts on mailing and open proposals that follow from them. `records`: published again, so that their
/// customers' verdicts are made anew though nothing else may have changed.
void write_changes(Session& session, const Rules& rules, const ChangeSet& changes, const Cause& cause, Time at,
                   const std::vector<RecordKey>& records = {});

}  // namespace musubi
