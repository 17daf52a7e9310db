// A name for content.
#pragma once
#include <string>
#include <string_view>

namespace musubi::http {

/// 32 hex digits of a 128-bit hash.
std::string content_hash(std::string_view bytes);

}  // namespace musubi::http
