#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/flow/picture.hpp"
#include "core/normalize/key.hpp"
#include "core/normalize/normalize.hpp"
#include "core/serve/audited.hpp"
#include "core/serve/handlers.hpp"
#include "core/serve/refusal.hpp"
#include "core/serve/rows_json.hpp"
#include "core/store/api_reading.hpp"

namespace musubi {
namespace {

constexpr size_t widest_search = 1000;

HttpResponse json_answer(const nlohmann::ordered_json& json) {
  HttpResponse out;
  out.body = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  return out;
}

/// What equal phone numbers or addresses share; "" for what is none.
std::string contact_key(const std::string& kind, const std::string& text) {
  if (kind == "phone") {
    auto phone = normalize::phone(text);
    return phone.problem || phone.national.empty() ? "" : normalize::keys("phone", {phone.national}).strict;
  }
  auto email = normalize::email(text);
  return email.problem || email.email.empty() ? "" : normalize::keys("email", {email.email}).strict;
}

/// Ids that all filters agree on, smallest first, behind `after`.
std::vector<int64_t> found(Session& session, const Rules& rules, const Query& query, int64_t after, size_t limit) {
  std::vector<std::vector<int64_t>> lists;
  if (auto text = query.text("text")) {
    lists.push_back(find(session, rules, *text, widest_search));
    std::erase_if(lists.back(), [&](int64_t id) { return id <= after; });
  }
  for (const char* kind : {"phone", "email"})
    if (auto text = query.text(kind)) {
      std::string key = contact_key(kind, *text);
      lists.push_back(key.empty() ? std::vector<int64_t>() : holders_of_contact(session, kind, key, after, widest_search));
    }
  if (lists.empty()) return customers_after(session, after, limit);
  std::vector<int64_t> out = lists[0];
  std::sort(out.begin(), out.end());
  for (size_t i = 1; i < lists.size(); ++i)
    std::erase_if(out, [&](int64_t id) { return std::find(lists[i].begin(), lists[i].end(), id) == lists[i].end(); });
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace

HttpResponse list_customers(Desk& desk, const HttpRequest& request, const ApiToken& token) {
  Query query(request, {"text", "phone", "email", "after", "limit", "why"});
  Audited audited = reading(desk, request, query, token, "customer find");
  int64_t after = query.integer("after", 0, 0, INT64_MAX), limit = query.integer("limit", 20, 1, 200);
  Session session = desk.hub.store.begin();
  std::vector<int64_t> ids = found(session, desk.hub.rules, query, after, size_t(limit) + 1);
  bool more = ids.size() > size_t(limit);
  if (more) ids.pop_back();
  std::vector<Row> rows = session.rows(TableId::customer, ids);
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return integer_of(*a.cells[0]) < integer_of(*b.cells[0]); });
  nlohmann::ordered_json customers = nlohmann::ordered_json::array();
  for (const Row& row : rows) customers.push_back(customer_json(row));
  for (const char* kind : {"text", "phone", "email"})
    if (query.text(kind)) audited.asked.emplace_back(kind);
  audited.customers = ids;
  audited.fields = filled_columns(TableId::customer, rows);
  keep_audit(session, std::move(audited));
  session.commit();
  return json_answer({{"customers", std::move(customers)}, {"next_after", more ? nlohmann::ordered_json(ids.back()) : nlohmann::ordered_json()}});
}

HttpResponse show_customer(Desk& desk, const HttpRequest& request, const std::string& id, const ApiToken& token) {
  Query query(request, {"why"});
  Audited audited = reading(desk, request, query, token, "customer show");
  std::optional<int64_t> number = integer_in(id, 1, INT64_MAX);
  if (!number) throw Refusal(404, {"serve.no_such_customer", {}});
  Session session = desk.hub.store.begin();
  std::optional<Picture> p = picture(session, desk.hub.rules, *number);
  if (!p) throw Refusal(404, {"serve.no_such_customer", {}});
  audited.customers = {p->customer.id};
  audited.fields = filled_fields(*p);
  keep_audit(session, std::move(audited));
  session.commit();
  return json_answer(picture_json(*p));
}

}  // namespace musubi
