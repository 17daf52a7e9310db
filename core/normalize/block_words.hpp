// The words and marks between the numbers of a block, for the files that read blocks.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

inline bool starts(View text, size_t at, View word) {
  return text.substr(at < text.size() ? at : text.size()).starts_with(word);
}

inline bool ends_or_space(View text, size_t at) {
  return at >= text.size() || text[at] == U' ';
}

/// The same, or brackets that open.
inline bool ends_or_brackets(View text, size_t at) {
  return ends_or_space(text, at) || text[at] == U'(';
}

/// の between numbers, in any script.
inline bool is_no(View text, size_t at) {
  return at < text.size() && View(U"のノ之丿").find(text[at]) != View::npos;
}

/// The hyphen, or の or another mark for it between numbers, at `at` with the spaces round it: how long it
/// is; 0: none is there. 〜 is one where it alone parts the numbers (2〜1〜1, not 1-3〜5).
size_t separator(View text, size_t at);
/// Words at `behind` that make the number before them a part of the building: 5階, 101号室, 3号棟, 1番館.
bool belongs_to_building(View text, size_t behind);

}  // namespace musubi::normalize
