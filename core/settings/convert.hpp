// Texts of YAML files as the types of JSON Schema.
#pragma once
#include <optional>
#include <string_view>

#include "core/settings/document.hpp"

namespace musubi {

/// `value` as JSON Schema's `type`: a text becomes an integer, a number or a boolean (true/false, yes/no,
/// on/off) where it is one; what has the type already stays. nullopt where it cannot be.
std::optional<Json> converted(const Json& value, std::string_view type);

/// The message that says what a setting of `type` must be: "settings.want_integer" …
const char* want_id(std::string_view type);

}  // namespace musubi
