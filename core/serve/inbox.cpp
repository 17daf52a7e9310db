#include "core/serve/handlers.hpp"
#include "core/serve/http_server.hpp"
#include "core/serve/refusal.hpp"

namespace musubi {
namespace {

/// Behind a proxy on this machine the sender's address is what the proxy says it is.
std::string sender(const HttpRequest& request) {
  std::string forwarded = request.header("X-Forwarded-For");
  if (forwarded.empty() || !is_loopback(request.address)) return request.address;
  size_t comma = forwarded.rfind(',');
  std::string last = comma == forwarded.npos ? forwarded : forwarded.substr(comma + 1);
  std::erase(last, ' ');
  return last;
}

}  // namespace

HttpResponse take_in(Desk& desk, const HttpRequest& request, const std::string& connection, const std::string& rest) {
  auto limit = desk.posts.find(connection);
  if (request.method == "POST" && limit != desk.posts.end()) {
    if (!limit->second.take(sender(request), desk.clock.now())) throw Refusal(429, {"serve.too_fast", {}}, {{"Retry-After", "5"}});
    if (!desk.posts_in_all.at(connection).take("", desk.clock.now())) throw Refusal(429, {"serve.too_many", {}}, {{"Retry-After", "5"}});
  }
  if (request.too_large) throw Refusal(413, {"serve.too_large", {{"limit", std::to_string(kBodyLimit / 1024 / 1024)}}});
  PushAnswer answer = desk.inbox.receive(connection, {request.method, rest, request.headers, request.body});
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
