// The handlers behind the routes of service.cpp. Each answers a request whose token has been judged, or throws Refusal or Error.
#pragma once
#include <map>
#include <string>

#include "core/flow/receive.hpp"
#include "core/serve/http.hpp"
#include "core/serve/query.hpp"
#include "core/serve/rate.hpp"
#include "core/store/tokens.hpp"

namespace musubi {

/// What handlers work on.
struct Desk {
  Hub& hub;
  Inbox& inbox;
  const Clock& clock;
  std::map<std::string, RateLimit> posts;         // by connection: of each address
  std::map<std::string, RateLimit> posts_in_all;  // by connection: of those whom its plug-in lets in
};

HttpResponse list_customers(Desk& desk, const HttpRequest& request, const ApiToken& token);
HttpResponse show_customer(Desk& desk, const HttpRequest& request, const std::string& id, const ApiToken& token);
HttpResponse list_runs(Desk& desk, const HttpRequest& request);
HttpResponse show_run(Desk& desk, const HttpRequest& request, const std::string& id);
HttpResponse health(Desk& desk, const HttpRequest& request);
HttpResponse openapi(Desk& desk, const HttpRequest& request);
/// What the head of a request to an inbox says is enough: throws Refusal 429 where its address posts too fast.
void limit_posts(Desk& desk, const HttpRequest& head, const std::string& connection);
/// `rest`: what stands behind the connection's name, with the query.
HttpResponse take_in(Desk& desk, const HttpRequest& request, const std::string& connection, const std::string& rest);

}  // namespace musubi
