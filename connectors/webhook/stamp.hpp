// The time stamp that goes with a signature. Pure.
//
//   stamp   digits: seconds since 1970, or milliseconds where there are more than 11
//           | RFC 3339: YYYY-MM-DD "T" hh:mm:ss ["." digits] ("Z" | ("+" | "-") hh:mm)      T and Z in either case, or a blank for T
#pragma once
#include <chrono>
#include <optional>
#include <string_view>

namespace musubi::webhook {

/// nullopt for anything else, also for days and hours that don't exist; parts of a second are dropped.
std::optional<std::chrono::seconds> stamp_seconds(std::string_view text);

}  // namespace musubi::webhook
