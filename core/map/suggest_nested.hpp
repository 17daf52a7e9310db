// What the path of a nested value says: "profile.contact.tel".
#pragma once
#include "core/map/suggest_heading.hpp"

namespace musubi::map {

/// Reads a column's name as read_heading() does; of what is nested the last names of its path too, where what they stand in speaks of the
/// record's own person (profile, customer, attributes). What speaks of somebody who works with the record (owner, created_by) is unused, and
/// so is a name, number or time of another thing (plan.name).
Heading read_column(const SeenColumn& column);

}  // namespace musubi::map
