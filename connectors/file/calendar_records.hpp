// Events of a calendar → records: the key is the event's UID (with the start, of an occurrence of a series),
// or the members that the settings name, or its content.
#pragma once
#include <string>
#include <vector>

#include "connectors/file/delivery.hpp"
#include "connectors/file/settings.hpp"

namespace musubi::file {

/// `text` in UTF-8; `until`: the last day of a series, ISO 8601. Throws Failure MU_DATA where the file holds
/// no event.
void deliver_events(const std::string& text, const std::string& until, const StreamSettings& settings,
                    Delivery& delivery);

/// The names of the members of all events, in order of their first appearance.
std::vector<std::string> event_members(const std::string& text, const std::string& until);

}  // namespace musubi::file
