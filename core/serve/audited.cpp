#include "core/serve/audited.hpp"

#include <algorithm>

#include "core/serve/refusal.hpp"

namespace musubi {
namespace {

constexpr const char* header = "X-Musubi-Why";

std::string why_of(const HttpRequest& request, const Query& query) {
  std::string out = request.header(header), asked = query.text("why").value_or("");
  if (out.empty()) return asked;
  if (!is_plain(out)) throw Refusal(400, {"serve.bad_text", {{"name", header}}});
  return out;
}

}  // namespace

Audited reading(const Desk& desk, const HttpRequest& request, const Query& query, const ApiToken& token, const std::string& what) {
  Audited out;
  out.at = desk.clock.now();
  out.door = "api";
  out.who = token.name;
  out.what = what;
  out.why = why_of(request, query);
  if (out.why.empty() && desk.hub.configuration.hub.audit.require_why) throw Refusal(400, {"serve.want_why", {}});
  return out;
}

std::vector<std::string> filled_columns(TableId id, const std::vector<Row>& rows) {
  std::vector<std::string> out;
  const auto& columns = table(id).columns;
  for (size_t i = 0; i < columns.size(); ++i)
    if (columns[i].type != ColumnType::json && std::any_of(rows.begin(), rows.end(), [&](const Row& r) { return r.cells[i].has_value(); })) out.push_back(columns[i].name);
  return out;
}

}  // namespace musubi
