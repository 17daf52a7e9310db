// The name, its reading, and what both say about the e-mail addresses.
#pragma once
#include "core/resolve/features.hpp"
#include "core/resolve/name_table.hpp"

namespace musubi::resolving {

/// Fills name, sound, loose_name, and from_name of the e-mail addresses, which must be there
/// already.
void set_name(Features& out, const Profile& profile, const Frequency& frequency);

/// readings_of() a name's part, as Readings hold them.
std::string folded_readings(NamePart part, std::u16string_view name);

}  // namespace musubi::resolving
