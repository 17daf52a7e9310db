// OAuth 2: access tokens by refresh token or client credentials; a refresh token that rotates is kept before
// it is used.
#pragma once
#include <string>

#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// Asks the token endpoint where the token at hand is over. Throws Failure AUTH where it is refused.
std::string access_token(Session& session, const Authenticator::OAuth& oauth, const Scope& scope);

}  // namespace musubi::http
