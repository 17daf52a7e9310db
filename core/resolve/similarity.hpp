// How alike two short texts are, in any language: letters are code points, and case and width are folded already.
#pragma once
#include <cstddef>
#include <string_view>

namespace musubi::resolving {

/// Jaro–Winkler (M. Jaro 1989, W. Winkler 1990): 1 for equal texts, 0 where nothing is in common; what is shared at the
/// beginning counts more. Letters beyond the 64th are not looked at. Symmetric. Cost: the product of the lengths at most.
double jaro_winkler(std::u32string_view a, std::u32string_view b);

/// Letters to put in, take out, change, or swap with their neighbour, to make one text of the other; `most` + 1 where there
/// are more than `most`. Cost: the longer text × `most`.
size_t edits(std::u32string_view a, std::u32string_view b, size_t most);

}  // namespace musubi::resolving
