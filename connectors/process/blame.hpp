// Who must act on what a program said before it failed.
#pragma once
#include <cstdint>
#include <string_view>

namespace musubi::process {

/// By its words alone, a status of HTTP only beside words that speak of one ("HTTP 401", "403 Forbidden"):
/// MU_AUTH for a login that was refused, MU_CONFIG for settings that the program does not take, MU_RATE for a
/// source that is asked too often, else `otherwise`.
int32_t blamed(std::string_view words, int32_t otherwise);

/// Whether the words speak of a source that does not answer now: a host that is down or unknown, a time-out, an error of
/// HTTP's 5xx.
bool may_pass(std::string_view words);

/// Whether the program says that it got no more memory.
bool out_of_memory(std::string_view words);

}  // namespace musubi::process
