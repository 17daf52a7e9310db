#include "core/serve/service.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <typeinfo>

#include "core/serve/handlers.hpp"
#include "core/serve/refusal.hpp"
#include "core/serve/token.hpp"

namespace musubi {

struct Service::Impl {
  Desk desk;
  std::function<void(const Message&)> trouble;
  std::mutex telling{};
  std::map<std::string, Time> told{};

  void tell(const Message& message) {
    std::lock_guard lock(telling);
    Time now = desk.clock.now();
    auto [last, fresh] = told.try_emplace(message.id, now);
    if (!trouble || (!fresh && now - last->second < std::chrono::minutes(1))) return;
    last->second = now;
    trouble(message);
  }

  /// The token that a request shows. Throws Refusal 401, and 403 where it lacks `right`.
  ApiToken admitted(const HttpRequest& request, const std::string& right) {
    constexpr std::string_view scheme = "bearer ";
    const std::vector<std::pair<std::string, std::string>> challenge = {{"WWW-Authenticate", "Bearer realm=\"musubi\""}};
    std::string shown = request.header("Authorization");
    bool bearer = shown.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), shown.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
    if (!bearer) throw Refusal(401, {"serve.no_token", {}}, challenge);
    Session session = desk.hub.store.begin();
    std::optional<ApiToken> token = token_of(session, token_digest(shown.substr(scheme.size())), desk.clock.now());
    session.commit();
    if (!token) throw Refusal(401, {"serve.unknown_token", {}}, challenge);
    if (std::find(token->rights.begin(), token->rights.end(), right) == token->rights.end())
      throw Refusal(403, {"serve.not_allowed", {{"token", token->name}, {"right", right}}});
    return *token;
  }

  HttpResponse routed(const HttpRequest& request);
};

namespace {

void allow(const HttpRequest& request, std::initializer_list<std::string_view> methods) {
  if (std::find(methods.begin(), methods.end(), request.method) != methods.end()) return;
  std::string all;
  for (std::string_view one : methods) all += (all.empty() ? "" : ", ") + std::string(one);
  throw Refusal(405, {"serve.wrong_method", {{"allowed", all}}}, {{"Allow", all}});
}

/// The part of `path` behind `prefix`; nullopt where it does not begin so.
std::optional<std::string> behind(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return {};
  return std::string(path.substr(prefix.size()));
}

struct Inward {
  std::string connection, rest;
  bool form;
};

/// Where a request to an inbox goes; nullopt for others.
std::optional<Inward> inward(const HttpRequest& request) {
  std::string_view path = request.path();
  if (auto name = behind(path, "/form/")) return Inward{percent_decoded(*name, false), "", true};
  auto rest = behind(path, "/in/");
  if (!rest) return {};
  size_t slash = std::min(rest->find('/'), rest->size());
  return Inward{percent_decoded(rest->substr(0, slash), false), rest->substr(slash) + request.target.substr(path.size()), false};
}

}  // namespace

HttpResponse Service::Impl::routed(const HttpRequest& request) {
  std::string_view path = request.path();
  auto get = [&] { allow(request, {"GET"}); };
  if (path == "/health") return get(), health(desk, request);
  if (path == "/api/openapi.json") return get(), openapi(desk, request);
  if (path == "/api/customers") return get(), list_customers(desk, request, admitted(request, "customers"));
  if (auto id = behind(path, "/api/customers/")) return get(), show_customer(desk, request, *id, admitted(request, "customers"));
  if (path == "/api/runs") return get(), admitted(request, "runs"), list_runs(desk, request);
  if (auto id = behind(path, "/api/runs/")) return get(), admitted(request, "runs"), show_run(desk, request, *id);
  if (auto to = inward(request)) {
    to->form ? allow(request, {"GET", "POST"}) : allow(request, {"GET", "POST", "OPTIONS"});
    return take_in(desk, request, to->connection, to->rest);
  }
  throw Refusal(404, {"serve.no_such_page", {}});
}

Service::Service(Hub& hub, Inbox& inbox, const Clock& clock, std::function<void(const Message&)> trouble)
    : impl_(new Impl{{hub, inbox, clock, {}, {}}, std::move(trouble)}) {
  for (const std::string& name : inbox.connections()) {
    PostLimits limits = inbox.limits(name);
    impl_->desk.posts.try_emplace(name, limits.of_address, std::max(limits.of_address, 100));
    impl_->desk.posts_in_all.try_emplace(name, limits.in_all, std::max(limits.in_all, 100));
  }
}
Service::~Service() = default;

HttpResponse Service::answer(const HttpRequest& request) {
  try {
    return impl_->routed(request);
  } catch (const Refusal& r) {
    return refused(request, r);
  } catch (const Error& e) {
    Refusal refusal = refusal_of(e.message());
    if (refusal.status >= 500) impl_->tell(e.message());
    return refused(request, refusal);
  } catch (const std::exception& e) {
    Message broken{"serve.broken", {{"what", typeid(e).name()}}};
    impl_->tell(broken);
    return refused(request, {500, broken});
  }
}

std::optional<HttpResponse> Service::refusal(const HttpRequest& head) {
  auto to = inward(head);
  if (!to) return {};
  try {
    limit_posts(impl_->desk, head, to->connection);
  } catch (const Refusal& r) {
    return refused(head, r);
  }
  return {};
}

}  // namespace musubi
