// What a change set leaves behind of itself: master.customer_history and identity.profile_move.
#pragma once
#include <vector>

#include "core/store/session.hpp"

namespace musubi::store {

/// Writes the history of the customers and of the links of profiles that `changes` alters. One COPY a table.
void keep_history(Session::Impl& session, const ChangeSet& changes, const Cause& cause, Time at);

}  // namespace musubi::store
