// The master as text that names everything by source keys, so that it is equal whatever ids, runs and times were given.
#pragma once
#include <string>

#include "core/flow/rules.hpp"
#include "core/store/store.hpp"

namespace musubi::golden {

/// Customers (ordered by their first source key) with golden values and origins, warnings, employment, relations and facts;
/// anonymous facts; review pairs; held rows.
std::string snapshot(Session& session, const Rules& rules);

}  // namespace musubi::golden
