// Whom the address of a profile in a social network names.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace musubi::normalize {

/// The name or number that an address ("https://www.facebook.com/profile.php?id=1", "x.com/hanako") names, as
/// it stands there, perhaps with
/// @ or ~ before it; "" where it names nobody (a post, a group, an invitation). Nothing where `text`, which
/// read() has folded, is no address. Hosts without a rule name whom their one part names, or the part with an
/// @. Any text; linear.
std::optional<std::string> name_in_address(std::string_view text);

}  // namespace musubi::normalize
