// Whether a letter can be brought to an address.
#pragma once
#include <string_view>

namespace musubi::normalize {

/// `shown` is an address as the master shows it (〒150-0001 東京都…). True where it names a house (key.hpp), a building in a town, or a place
/// that has no numbers; where an office has the postal code for itself; and for an address of another country, of which nothing is known.
/// False for a postal code, a prefecture, a municipality or a town alone. Costs as much as address().
bool takes_post(std::string_view shown);

}  // namespace musubi::normalize
