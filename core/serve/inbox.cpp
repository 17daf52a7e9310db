#include "core/serve/handlers.hpp"
#include "core/serve/refusal.hpp"
#include "core/serve/sender.hpp"

namespace musubi {

void limit_posts(Desk& desk, const HttpRequest& head, const std::string& connection) {
  auto limit = desk.posts.find(connection);
  if (head.method != "POST" || limit == desk.posts.end()) return;
  std::string address = counted_as(sender(head, desk.hub.configuration.hub.serve.proxies));
  if (!limit->second.take(address, desk.clock.now())) throw Refusal(429, {"serve.too_fast", {}}, {{"Retry-After", "5"}});
}

HttpResponse take_in(Desk& desk, const HttpRequest& request, const std::string& connection, const std::string& rest) {
  auto limit = desk.posts_in_all.find(connection);
  bool counted = request.method == "POST" && limit != desk.posts_in_all.end();
  if (counted && !limit->second.has("", desk.clock.now())) throw Refusal(429, {"serve.too_many", {}}, {{"Retry-After", "5"}});
  if (request.too_large) throw Refusal(413, {"serve.too_large", {{"limit", std::to_string(kBodyLimit / 1024 / 1024)}}});
  PushAnswer answer = desk.inbox.receive(connection, {request.method, rest, request.headers, request.body});
  if (counted && answer.status < 400) limit->second.spend("", desk.clock.now());  // who is refused takes nothing from the true sender
  HttpResponse out;
  out.status = answer.status;
  out.content_type.clear();
  for (auto& [name, value] : answer.headers) {
    if (name == "Content-Type" || name == "content-type") out.content_type = value;
    else out.headers.emplace_back(name, value);
  }
  if (out.content_type.empty()) out.content_type = "text/plain; charset=utf-8";
  out.body = std::move(answer.body);
  return out;
}

}  // namespace musubi
