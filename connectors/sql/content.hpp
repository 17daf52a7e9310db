// Keys of rows that have no other name than what they hold.
#pragma once
#include <string>
#include <string_view>

namespace musubi::sql {

/// XXH3-128 in 32 hex digits.
std::string content_hash(std::string_view bytes);

}  // namespace musubi::sql
