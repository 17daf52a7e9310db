// How several key columns are one text: as connectors join them (docs/connector-spec.md).
#pragma once
#include <string_view>

namespace musubi::map {

inline constexpr std::string_view key_separator = "/";

}  // namespace musubi::map
