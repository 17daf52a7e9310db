// Towns of a district that are often named without it: 小伝馬町 for 日本橋小伝馬町, 三栄町 for 四谷三栄町.
#pragma once
#include <span>
#include <vector>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct Headless {
  Chars name;    // without the district
  size_t place;  // in `names`
};

/// What can be left out in one city, whose folded town names are given in order: a head of two or three
/// characters that at least four towns share, where what remains has three characters or more and ends in 町
/// (in the wards of Tokyo also two, or another end: 駿河台), or the ward that the town was once in
/// (大潟区土底浜), and what remains is neither the name nor the rest of another.
std::vector<Headless> headless_names(std::span<const Chars> names, bool of_tokyo);

}  // namespace musubi::normalize
