// What is asked of a source's names before anything of it is stored; map.hpp takes it out of records.
#pragma once
#include <string>
#include <string_view>

#include "core/map/map.hpp"

namespace musubi {

/// True for a top-level field that is not stored, or not whatever it holds: `never_store`, and what is refused by default.
bool refuses(const Mapping& mapping, std::string_view field);

/// without_forbidden() for a source that has no mapping: what is refused by default.
std::string without_forbidden(std::string_view json);

}  // namespace musubi
