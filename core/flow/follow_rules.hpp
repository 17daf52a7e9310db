// Changed rules: what was published by others is published again, so that the master follows from what the rules say now.
#pragma once
#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/flow/hub.hpp"
#include "core/flow/transactions.hpp"

namespace musubi {

/// Makes the records of `connections` (names; empty = all) pending again where their mappings, matching.yaml, the release … are others
/// than those they were published by, or where nobody kept by which, and keeps the rules of now as theirs; so are those whose opt-outs have come due. Also lays down what bounces
/// and mailing follow. One step of `transactions` a connection. Cost: a look at each connection; what has to be published again is
/// marked, not published. Throws Error flow.no_such_connection, and the database's.
void follow_rules(Hub& hub, const std::vector<std::string>& connections, const Clock& clock, Transactions& transactions);

using Trouble = std::function<void(const Message&)>;

/// As follow_rules for all connections, for a hub as it starts and before it publishes anything: those that only receive are never run.
/// What the database refuses is told to `trouble` and tried again each second. False where it was stopped before.
bool follow_all_rules(Hub& hub, const Clock& clock, std::stop_token stop, const Trouble& trouble);

/// Publishes what is pending of whatever connection, until nothing is or it is stopped; what fails is told and tried again as above.
void publish_rest(Hub& hub, const Clock& clock, std::stop_token stop, const Trouble& trouble);

/// Once an hour (`every`), until stopped: publishes what opt-outs of days to come concern as those days come (due_opt_outs), where no sync does it.
void follow_days(Hub& hub, const Clock& clock, std::stop_token stop, const Trouble& trouble, std::chrono::milliseconds every = std::chrono::hours(1));

}  // namespace musubi
