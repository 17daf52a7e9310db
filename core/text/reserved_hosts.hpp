// Hosts that nobody can own, so that no mail reaches anybody there (RFC 2606).
#pragma once
#include <string_view>

namespace musubi::text {

/// Whether what stands behind the @ of `address` is one: example.com, .net and .org, .test, .invalid, .localhost, and hosts below them. In
/// lower case. Those that end with .example are not among them: trial hubs and their lists are made of such firms.
bool is_reserved_address(std::string_view address);

}  // namespace musubi::text
