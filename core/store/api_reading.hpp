// What the API asks of the master beyond what commands do.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// Ids of customers behind `after`, smallest first.
std::vector<int64_t> customers_after(Session& session, int64_t after, size_t limit);

/// Ids behind `after` of customers with this contact point (`kind`: "phone", "email"; `value`: its normalized key), smallest first.
std::vector<int64_t> holders_of_contact(Session& session, const std::string& kind, const std::string& value, int64_t after, size_t limit);

}  // namespace musubi
