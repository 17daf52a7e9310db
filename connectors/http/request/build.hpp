// Requests from their parts.
#pragma once
#include <string>
#include <vector>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/http_client.hpp"

namespace musubi::http {

/// What is added to a request beside its requester's own: page, slice, credentials.
struct Additions {
  Json parameters = Json::object(), headers = Json::object(), body_data = Json::object(),
       body_json = Json::object();
  std::string path;  // "" = the requester's own
  std::string url;   // the whole address but for its parameters; "" = of the requester and the path
  bool leaves = false;  // to another host, by an answer's word: `url` is all that is asked with (next_address.hpp)

  Json& at(Into into);
  /// Puts a value where an option says. Throws Trouble.
  void inject(const RequestOption& option, Json value, const Scope& scope);
};

/// Puts the members of one object into another; objects that both have under a name become one.
void merge_into(Json& into, const Json& more);

/// Where a requester's requests go, without parameters. Throws Trouble.
std::string address_of(const Requester& requester, const Scope& scope, std::string path = {});

/// Throws Trouble.
HttpRequest build_request(const Requester& requester, const Scope& scope, const Additions& additions);

}  // namespace musubi::http
