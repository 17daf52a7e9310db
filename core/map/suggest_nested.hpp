// What the path of a nested value says: "profile.contact.tel".
#pragma once
#include <set>
#include <string>

#include "core/map/suggest_heading.hpp"

namespace musubi::map {

/// Reads a column's name as read_heading() does; of what is nested the last names of its path too, where what they stand in speaks of the
/// record's own person (profile, customer, attributes). What speaks of somebody who works with the record (owner, created_by) is unused, and
/// so is a name, number or time of another thing (plan.name).
Heading read_column(const SeenColumn& column);

/// The record's members that are objects with a name or a number of their own (introducer, plan): what stands in them is told of somebody or something
/// else. Not what wraps the record's own values (profile, contact), nor addresses, which may name a receiver.
std::set<std::string> objects_of_their_own(const SeenList& list);

}  // namespace musubi::map
