#include "core/flow/devices.hpp"

#include <algorithm>
#include <map>

#include "core/flow/profile_row.hpp"
#include "core/record/fact.hpp"
#include "core/store/devices.hpp"

namespace musubi {

std::vector<Row> devices_to_go(Session& session, const std::vector<int64_t>& users) {
  std::vector<int64_t> devices = devices_left_by(session, users);
  if (devices.empty()) return {};
  std::set<int64_t> customers;
  for (const Row& row : session.rows(TableId::profile, devices)) customers.insert(profile_of(row).customer_id);
  customers.erase(0);
  std::map<int64_t, std::vector<Row>> together;
  std::set<int64_t> taken;
  for (Row& row : session.profile_rows_of_customers({customers.begin(), customers.end()})) {
    Profile p = profile_of(row);
    if (!p.values.empty() || !std::binary_search(devices.begin(), devices.end(), p.id)) taken.insert(p.customer_id);
    together[p.customer_id].push_back(std::move(row));
  }
  std::vector<Row> out;
  for (auto& [customer, rows] : together)
    if (!taken.contains(customer)) out.insert(out.end(), rows.begin(), rows.end());
  return out;
}

std::set<RecordKey> records_about(Session& session, const std::vector<Row>& profiles) {
  std::set<RecordKey> out;
  std::vector<int64_t> ids;
  for (const Row& row : profiles) {
    Profile p = profile_of(row);
    ids.push_back(p.id);
    out.insert(p.key.record);
  }
  for (const FactKind& kind : fact_kinds())
    for (RecordKey& record : session.records_of_facts(kind.table, ids)) out.insert(std::move(record));
  return out;
}

}  // namespace musubi
