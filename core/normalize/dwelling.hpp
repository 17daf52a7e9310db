// What tells the homes of one house apart.
#pragma once
#include <vector>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// The numbers and letters of the house and the room in a building's name, in that order: A, 201 for
/// むすびハイツA棟201号室; 2, 301 for 2号棟301 and 2-301; A, 301 for A301, ハイツA301 and
/// ハイツA 301. A floor and what is the name's own (第3ビル, 3丁目ビル, ハイツ2-301) are none, but for houses
/// of an estate (団地2-301). `building` as read() gives it; linear.
std::vector<Chars> dwelling_of(View building);

}  // namespace musubi::normalize
