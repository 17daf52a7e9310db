#include "core/store/api_reading.hpp"

#include "core/record/table.hpp"

namespace musubi {
namespace {

std::vector<int64_t> ids_in(const Session::Answer& answer) {
  std::vector<int64_t> out;
  for (const auto& row : answer.rows) out.push_back(integer_of(row[0].value()));
  return out;
}

}  // namespace

std::vector<int64_t> customers_after(Session& session, int64_t after, size_t limit) {
  return ids_in(session.select("SELECT id FROM master.customer WHERE id > $1::bigint ORDER BY id LIMIT $2::bigint", {cell(after), cell(int64_t(limit))}));
}

std::vector<int64_t> holders_of_contact(Session& session, const std::string& kind, const std::string& value, int64_t after, size_t limit) {
  return ids_in(session.select(
      "SELECT DISTINCT customer_id FROM master.contact_point WHERE kind = $1 AND value = $2 AND customer_id > $3::bigint ORDER BY 1 LIMIT $4::bigint",
      {kind, value, cell(after), cell(int64_t(limit))}));
}

}  // namespace musubi
