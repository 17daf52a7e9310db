// Finds prefecture, municipality and town at the beginning of an address.
#pragma once
#include "core/normalize/towns.hpp"

namespace musubi::normalize {

struct Place {
  const City* city = nullptr;  // nullptr: none found, or several that nothing tells apart
  const Town* town = nullptr;
  std::string_view pref;   // set also where the city is unknown
  size_t end = 0;          // how much of the text names them
  bool ambiguous = false;  // several cities go by the name
  bool former = false;     // the municipality was named as it was called before it merged
  bool by_town = false;    // no city was named, but only one has this town
  bool street = false;     // a Kyoto street name stood before the town and was passed over
};

/// By the longest names; a city is chosen by the town that follows where several share a name. About 2 µs.
Place match_place(View text);
/// The town at the beginning of `text`, in a city that is known.
Place match_town(View text, const City& city);

}  // namespace musubi::normalize
