// Whose request it is: of the other side, or of whom a trusted proxy names.
#pragma once
#include <string>

#include "core/serve/http.hpp"
#include "core/settings/networks.hpp"

namespace musubi {

/// The address a request counts for: where the other side is one of `proxies`, the last one that X-Forwarded-For names and that is none
/// of them (what stands before it, anybody may have written), without its port; else the other side's.
std::string sender(const HttpRequest& request, const Networks& proxies);

/// What is counted for an address: itself, but of IPv6 its network of 64 bits, since whoever has one address there has them all.
std::string counted_as(const std::string& address);

}  // namespace musubi
