// Publishing: what has landed becomes part of the master, a chunk of records a transaction.
#pragma once
#include "core/flow/sync.hpp"
#include "core/flow/transactions.hpp"

namespace musubi {

/// Publishes all that is pending, of whatever connection, until nothing is or the request's stop. Calls back as SyncRequest says.
void publish_pending(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions);

}  // namespace musubi
