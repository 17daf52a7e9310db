// Signed JSON web tokens: HS, RS, PS and ES with 256, 384, 512, and EdDSA.
#pragma once
#include <string>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// Throws Trouble for another algorithm or a key that is none.
std::string signed_jwt(const Authenticator::Jwt& jwt, const Scope& scope);

}  // namespace musubi::http
