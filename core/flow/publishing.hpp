// Publishing: what has landed becomes part of the master, a chunk of records a transaction.
#pragma once
#include "core/flow/arrivals.hpp"
#include "core/flow/sync.hpp"
#include "core/flow/transactions.hpp"

namespace musubi {

/// Publishes all that is pending, of whatever connection, until nothing is or the request's stop. A record that makes its chunk fail
/// (PostgreSQL refuses a value, a fault of ours) is found by halving and held at step "publish" with the reason, its version before
/// counts on, the others go on. Throws Error where the database is gone or refuses for no record's sake. Calls back as SyncRequest says.
void publish_pending(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions);

/// The same, beginning while other threads still land records: as soon as `arrivals` tells of a bulk of them, and then until it has
/// ended and nothing is pending. Tells no progress before that end, for it is of what is read then. Thread: one that does only this.
void publish_arriving(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions, Arrivals& arrivals);

}  // namespace musubi
