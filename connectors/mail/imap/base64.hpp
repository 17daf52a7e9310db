// Base64 (RFC 4648).
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

std::string base64(std::string_view bytes);
/// In the alphabet for URLs and without padding (§5), as PKCE writes it.
std::string base64url(std::string_view bytes);

}  // namespace musubi::mail
