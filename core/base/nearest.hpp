// The right name for a misspelt one, for messages.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi {

/// The one of `names` that `word` most likely means: the fewest letters wrong (a swap of neighbours counts as
/// one), at most a third of the letters, else one that contains the other; the first of equals. "" if none is
/// near. Pure; letters are code points.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

}  // namespace musubi
