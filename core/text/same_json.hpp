// JSON texts that say the same in other bytes.
#pragma once
#include <string_view>

namespace musubi::text {

/// Whether two JSON values say the same: the members of an object may stand in any order (those of one name among
/// each other as they stand) and blanks between tokens don't count; strings and numbers must be written alike.
/// False for texts that differ and are no JSON, or are nested deeper than 64. Pure. Costs nothing where the texts
/// are equal, else sorts the members.
bool same_json(std::string_view a, std::string_view b);

}  // namespace musubi::text
