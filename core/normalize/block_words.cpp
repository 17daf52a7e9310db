#include "core/normalize/block_words.hpp"

#include <algorithm>

namespace musubi::normalize {

size_t separator(View text, size_t at) {
  const size_t start = at;
  at = skip_spaces(text, at);
  if (at >= text.size()) return 0;
  if (is_hyphen(text[at]) || is_no(text, at)) return skip_spaces(text, at + 1) - start;
  const bool between_digits =
      start > 0 && at == start && is_digit(text[at - 1]) && at + 1 < text.size() && is_digit(text[at + 1]);
  return between_digits && View(U"〜~./一").find(text[at]) != View::npos ? 1 : 0;
}

bool belongs_to_building(View text, size_t behind) {
  constexpr View words[] = {U"階", U"F",        U"f",    U"号室", U"号棟", U"号館", U"番館", U"棟",
                            U"室", U"丁目ビル", U"号線", U"街区", U"th",   U"st",   U"nd",   U"rd"};
  return std::any_of(std::begin(words), std::end(words), [&](View w) { return starts(text, behind, w); });
}

}  // namespace musubi::normalize
