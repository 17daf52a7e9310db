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
  bool towns_too = false;  // and have the town that follows
  bool former = false;     // the municipality was named as it was called before it merged
  bool headless = false;   // the town was named without its district
  bool whole = false;      // the town was named in full
  bool guessed = false;    // another town of the city could go by the name
  bool by_town = false;    // no city was named, or several are called so, but only one has this town in full
  size_t street_begin = 0, street_end = 0;  // a Kyoto street, before the town or behind it; none if equal

  /// Into a text that has `by` characters more before it.
  void shift(size_t by) {
    for (size_t* at : {&end, &street_begin, &street_end}) *at += by;
  }
};

/// By the longest names; a city is chosen by the town that follows where several share a name. About 2 µs.
Place match_place(View text);
/// The town at the beginning of `text`, in a city that is known.
Place match_town(View text, const City& city);
/// A town of a Kyoto ward without the street that address() put behind it.
Chars without_street(View town, View city);

}  // namespace musubi::normalize
