// What records say of whose an anonymous receipt is (master.receipt_claim).
#pragma once
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

struct DataClaim {
  RecordKey receipt;
  PartyKey of;
};

/// The claim that counts on each of these records, where there is any: the first by its own time, one without time behind those with
/// one, ties by source key. One of a party that has not come yet (a stub) bars no other, and counts once it has. One small query while no record claims anything.
std::vector<DataClaim> data_claims(Session& session, const std::vector<RecordKey>& receipts);

/// The records that these profiles claim. One small query while no record claims anything.
std::vector<RecordKey> receipts_claimed_by(Session& session, const std::vector<int64_t>& profiles);

}  // namespace musubi
