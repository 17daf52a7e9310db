// Claims on records that have no owner of their own: of stewards, and of records (an app's user, a card shown later).
#pragma once
#include <vector>

#include "core/flow/said.hpp"
#include "core/record/change_set.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// Facts that hang on nobody hang on the party to whom a steward has given their record, else on whom the first record claims it for;
/// on nobody where a steward took it back. Costs two small queries while nobody has claimed anything.
void hear_claims(Session& session, std::vector<Said>& said);

/// The records whose claims these changes alter, or whose claimants they bring or take: to be published again. Sorted. After the changes
/// have been written. One small query while no record claims anything.
std::vector<RecordKey> receipts_of(Session& session, const ChangeSet& changes);

}  // namespace musubi
