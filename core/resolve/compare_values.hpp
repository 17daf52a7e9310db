// Comparisons of everything but the name. Each gives the level at which two profiles stand, or nothing where
// one of them says nothing.
#pragma once
#include <optional>

#include "core/resolve/features.hpp"

namespace musubi::resolving {

std::optional<Level> compare_phones(const Features& x, const Features& y);
/// email_from_name where the shared address is made of a name of either side; email_near_from_name where two
/// similar ones hold one.
std::optional<Level> compare_emails(const Features& x, const Features& y);
/// address_block where the rest of one address is not there, address_neighbour where it is another; a house's
/// letter that one of them leaves out before the same room (B-201, 201) makes no neighbour.
std::optional<Level> compare_places(const Place& x, const Place& y);
std::optional<Level> compare_birth_dates(uint32_t x, uint32_t y);
std::optional<Level> compare_employers(const Features& x, const Features& y);
/// True for two sites of one company (東京営業所, 大阪支店, the head office). Departments are at one site unless they are in
/// different towns and have no phone in common.
bool other_branch(const Features& x, const Features& y);
/// Names of organisations: the same text, the same company at another branch, one slip apart, or another.
std::optional<Level> compare_organisation_names(const Features& x, const Features& y);

/// True if both hold the same mobile number: a phone that one person carries.
bool share_mobile(const Features& x, const Features& y);

/// True if both hold the same e-mail address, and one that namesakes would not come upon: it is not made of the name,
/// or of more than that.
bool share_own_email(const Features& x, const Features& y);
/// True if both hold the same e-mail address and the family name of one of them stands in it.
bool share_family_email(const Features& x, const Features& y);

/// The scheme in which one is known by the id of a device that the other used; null if there is none.
struct Used {
  const std::string* scheme = nullptr;
  bool first_is_device = false;
};
Used used_device(const Features& x, const Features& y);

/// The contact ("phone", "email") that is all that is known of one of them, or of both, and that the other has, too; "" if there is none.
std::string_view only_contact(const Features& x, const Features& y);

/// The scheme in which both hold the same value that identifies a party; nullptr if there is none.
const std::string* identified(const Features& x, const Features& y);
/// The scheme, one value per party, in which they hold different values; nullptr if there is none.
const std::string* contradicting_scheme(const Features& x, const Features& y);
/// True if they share an id of any scheme.
bool share_id(const Features& x, const Features& y);

}  // namespace musubi::resolving
