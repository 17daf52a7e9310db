// Spaces around a text.
#pragma once
#include <string_view>

namespace musubi::text {

/// Without the Unicode spaces, tabs, line ends and byte order marks at both ends. Any bytes; linear in what goes.
std::string_view trimmed(std::string_view text);

}  // namespace musubi::text
