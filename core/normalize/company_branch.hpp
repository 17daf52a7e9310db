// Where a company's name ends and the branch or department that people type behind it begins.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// How many characters of `text` (without legal form) are the name itself; all of them if no branch stands
/// behind it. A branch is what follows a space and ends like one (東京営業所), 本社 and its kind, or a known
/// place with such an ending.
size_t core_size(View text);

}  // namespace musubi::normalize
