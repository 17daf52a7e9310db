// What goes along with those who go: devices that would fall to somebody else.
#pragma once
#include <set>
#include <vector>

#include "core/record/table.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// Rows of the profiles that are nothing but devices (a browser) which `users` used, and no other record of their customers did; those
/// that belong to another customer are left out. Two people's device is nobody's: once one of them goes, what both did there would
/// stand with the other.
std::vector<Row> devices_to_go(Session& session, const std::vector<int64_t>& users);

/// The records that state the profiles of these rows, and those of facts that hang on them (orders, mails, page views).
std::set<RecordKey> records_about(Session& session, const std::vector<Row>& profiles);

}  // namespace musubi
