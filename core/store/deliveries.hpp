// Ids of posts and events that have landed (hub.delivery), so that one that is delivered again lands nothing. Kept as SHA-256.
#pragma once
#include <string_view>

#include "core/store/store.hpp"

namespace musubi {

/// False where `id` of this connection was remembered at `now`; else remembers it until `until`, together with what else this
/// transaction writes, and forgets a few of those whose time is over: a hub that only receives keeps no more than it needs. Cost: one statement.
/// Until `now` it is only asked for.
bool first_delivery(Session& session, std::string_view connection, std::string_view id, Time now, Time until);
/// Removes those whose time is over. Cost: as many rows as that are.
void forget_deliveries(Session& session, Time now);

}  // namespace musubi
