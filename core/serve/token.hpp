// Bearer tokens: made, and known again by their digest.
#pragma once
#include <string>
#include <string_view>

namespace musubi {

/// A new token, "msb_" and 43 letters from the system's random source (256 bits).
std::string new_token();

/// SHA-256, hexadecimal: what is stored. A slow hash would add nothing to 256 random bits.
std::string token_digest(std::string_view token);

}  // namespace musubi
