// Who is known by the id of a device that others used (external_id.device).
#pragma once
#include <cstdint>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// The profiles known by a device that one of `users` has used and that none of its customer's other profiles has: what is left of it
/// once `users` go. Ids, ascending. One small query.
std::vector<int64_t> devices_left_by(Session& session, const std::vector<int64_t>& users);

/// Those of `profiles` that used a device, as stored. Ascending. One query.
std::vector<int64_t> users_of_devices(Session& session, const std::vector<int64_t>& profiles);

}  // namespace musubi
