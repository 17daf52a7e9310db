// Counts what goes to the network: the kit's own connect and getaddrinfo stand in front of those of the C
// library, also for the connector, which looks names up in the program first.
#pragma once
#include <cstddef>

namespace contract {

/// Calls of connect and getaddrinfo so far, by anyone in this process.
size_t network_calls();

}  // namespace contract
