// identity.match_key: who holds a key. The index by key of identity.held_keys, kept by hand: as one row a profile those cost PostgreSQL
// a fifth of what an index by profile over rows of one key each does (decision 0052).
#pragma once
#include <map>
#include <vector>

#include "core/store/session.hpp"

namespace musubi::store {

using Changes = std::vector<const RowChange*>;

/// Its description, for staging; no change set speaks of it.
const Table& match_key_table();

/// Makes identity.match_key follow changes of identity.held_keys. Cost: a sort of the keys that come and that go.
void follow_held_keys(Session::Impl& session, const std::map<Op, Changes>& changes);

}  // namespace musubi::store
