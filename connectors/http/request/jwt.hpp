// Signed JSON web tokens: HS256, HS384, HS512, RS256, RS384, RS512.
#pragma once
#include <string>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// Throws Trouble for another algorithm or a key that is none.
std::string signed_jwt(const Authenticator::Jwt& jwt, const Scope& scope);

}  // namespace musubi::http
