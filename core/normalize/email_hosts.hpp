// What is known of mail hosts: misspellings of well-known ones, hosts with lax local parts.
#pragma once
#include <string>
#include <string_view>

namespace musubi::normalize {

/// Whether many have a mailbox at `host` (lower case).
bool is_well_known(std::string_view host);
/// The host that `host` (lower case) is most likely a misspelling of: a well-known one, or any whose ending
/// cannot be right (example.con); "" if it is none.
std::string intended_host(std::string_view host);
/// The host that `typed` (lower case), what stands behind an @ and is no host, is most likely meant for: a well-known one without its ending or its
/// dots (gmail, yahoocojp), or any with spaces or marks for the last dots (example,jp, example.co jp); "" if it is none.
std::string completed_host(std::string_view typed);
/// Carriers that gave out local parts the standards forbid: dots before @ or side by side.
bool allows_odd_dots(std::string_view host);

}  // namespace musubi::normalize
