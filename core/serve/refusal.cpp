#include "core/serve/refusal.hpp"

#include <nlohmann/json.hpp>

namespace musubi {
namespace {

bool is_browser(const HttpRequest& request) { return request.header("Accept").find("text/html") != std::string::npos; }

std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
  return out;
}

}  // namespace

HttpResponse refused(const HttpRequest& request, const Refusal& refusal) {
  HttpResponse out;
  out.status = refusal.status;
  out.headers = refusal.headers;
  std::string ja = render(refusal.message, Lang::ja), en = render(refusal.message, Lang::en);
  if (is_browser(request)) {
    out.content_type = "text/html; charset=utf-8";
    out.body = "<!DOCTYPE html><html lang=\"ja\"><meta charset=\"utf-8\"><title>" + std::to_string(refusal.status) + "</title><p>" + escaped(ja) + "</p><p lang=\"en\">" +
               escaped(en) + "</p></html>\n";
    return out;
  }
  nlohmann::ordered_json error = {{"id", refusal.message.id}, {"ja", ja}, {"en", en}};
  out.body = nlohmann::ordered_json{{"error", error}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  return out;
}

Refusal refusal_of(const Message& error) {
  if (error.id == "flow.no_such_inbox") return {404, error};
  if (error.id == "flow.inbox_broken") return {503, error, {{"Retry-After", "60"}}};
  if (error.id == "store.gone" || error.id == "store.down") return {503, {"serve.database_away", {}}, {{"Retry-After", "5"}}};
  if (error.id == "store.disk_full" || error.id == "store.scarce") return {503, {"serve.database_away", {}}, {{"Retry-After", "60"}}};
  return {500, {"serve.broken", {{"what", error.id}}}};
}

}  // namespace musubi
