#include "core/store/devices.hpp"

#include "core/store/versions.hpp"

namespace musubi {
namespace {

std::vector<int64_t> ids_of(const Session::Answer& answer) {
  std::vector<int64_t> out;
  for (const auto& row : answer.rows) out.push_back(integer_of(*row[0]));
  return out;
}

}  // namespace

std::vector<int64_t> devices_left_by(Session& session, const std::vector<int64_t>& users) {
  return ids_of(session.select(
      "SELECT DISTINCT d.profile_id FROM master.external_id u JOIN master.external_id d ON d.value = u.value AND d.scheme = u.scheme AND d.identifies"
      " JOIN identity.profile who ON who.id = u.profile_id WHERE u.profile_id = any($1::bigint[]) AND u.device"
      " AND NOT EXISTS (SELECT FROM master.external_id o JOIN identity.profile p ON p.id = o.profile_id"
      "  WHERE o.value = u.value AND o.scheme = u.scheme AND o.device AND p.customer_id = who.customer_id AND o.profile_id <> all($1::bigint[]))"
      " ORDER BY 1",
      {store::array_of(users)}));
}

std::vector<int64_t> users_of_devices(Session& session, const std::vector<int64_t>& profiles) {
  if (profiles.empty()) return {};
  return ids_of(session.ask("SELECT DISTINCT profile_id FROM master.external_id WHERE profile_id = any($1::bigint[]) AND device ORDER BY 1", {store::array_of(profiles)}));
}

}  // namespace musubi
