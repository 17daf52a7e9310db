#include "connectors/http/request/next_address.hpp"

#include <set>

#include "connectors/http/fail.hpp"
#include "connectors/http/manifest/job.hpp"
#include "connectors/http/request/notes.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr const char* kToken = "next_page_token";

bool names_token(const Interpolated& of) {
  return of.parsed().free_names.contains(kToken);
}

/// The scope as it is before any answer.
std::string own_address(const Requester& requester, const Scope& scope) {
  Names names = scope.names;
  names.set(kToken, Value(Json(nullptr)));
  return requester.url.text({names, scope.clock});
}

/// Of the addresses that the settings alone decide.
class Named {
 public:
  explicit Named(const Session& session) : names_(session.names()), scope_{names_, session.clock()} {}

  void add(const Requester& one) {
    try {
      origins.insert(origin_of(address_of(one, scope_)));
    } catch (const Trouble&) {
      return;  // it depends on what is read
    }
  }
  void add(const Router& one) {
    for (const Router::Parent& parent : one.parents) add(*parent.stream);
    for (const Router& member : one.members) add(member);
  }
  void add(const Stream& one) {
    add(one.requester);
    for (const Router& router : one.routers) add(router);
    for (const auto& other : {one.gone_list, one.going_on, one.single})
      if (other) add(*other);
    if (!one.job) return;
    add(one.job->creation);
    add(one.job->polling);
    if (one.job->targets) add(*one.job->targets);
  }

  std::set<std::string> origins;

 private:
  const Names names_;
  const Scope scope_;
};

bool is_named(const Session& session, const std::string& origin) {
  Named named(session);
  for (const Stream& one : session.manifest().streams) named.add(one);
  return named.origins.contains(origin);
}

}  // namespace

void keep_to_manifest(Session& session, const Requester& requester, const Scope& scope, Additions& additions) {
  if (additions.path.empty() && !names_token(requester.path) && !names_token(requester.url)) return;
  const std::string own = own_address(requester, scope), home = origin_of(own);
  std::string next = address_of(requester, scope, additions.path);
  const std::string there = origin_of(next);
  if (home.empty() || there.empty() || keeps_to_host(own, next)) return;
  const Pairs args = {{"endpoint", home}, {"to", there}};
  auto tell = [&](int32_t level, const char* id) {
    if (session.is_news(id + there)) note(session, level, id, args);
  };
  if (home.starts_with("https:") && there.starts_with("http:") && host_in(home) == host_in(there)) {
    additions.url = at_origin(own, next);
    return tell(MU_LOG_INFO, "next_by_http");
  }
  if (is_named(session, there)) return;
  additions.url = std::move(next);
  additions.leaves = true;
  tell(MU_LOG_WARN, "next_elsewhere");
}

HttpRequest without_credentials(HttpRequest request, const std::string& address) {
  if (request.has_body) config_failure("next_with_body_elsewhere", {{"endpoint", shown_url(request.url)}, {"to", origin_of(address)}});
  drop_credentials(request);
  request.url = address;
  return request;
}

}  // namespace musubi::http
