// The keys of an address: "area|numbers", strict with the prefecture and with what tells the homes of one
// house apart, loose without them and with two numbers.
#pragma once
#include "core/normalize/key.hpp"

namespace musubi::normalize {

/// Of the parts that keys() describes. In the strict key lots' letters count as numbers do (491-イ), and the
/// building adds its house (A棟, 2号棟) and the room with what is hyphened to it (2-301, A-301). A floor and
/// the building's name add nothing, unless the street has no number: then the name is the house (大五ビル). Any parts; about a microsecond.
Keys address_keys(const std::vector<std::string>& parts);

}  // namespace musubi::normalize
