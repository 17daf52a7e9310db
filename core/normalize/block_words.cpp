#include "core/normalize/block_words.hpp"

#include <algorithm>

#include "core/normalize/char_set.hpp"

namespace musubi::normalize {
namespace {

/// Whether the mark at `at` stands among numbers that nothing but such marks parts: 2〜1〜1, not 1-3〜5 or
/// 1番3〜5, where it is a range.
bool parts_all_alike(View text, size_t at) {
  const auto is_part = [&](size_t i) { return is_digit(text[i]) || text[i] == text[at]; };
  constexpr size_t reach = 20;
  size_t begin = at, end = at;
  while (begin > 0 && at - begin < reach && is_part(begin - 1)) --begin;
  while (end < text.size() && end - at < reach && is_part(end)) ++end;
  const bool parted_before = begin > 0 && (is_hyphen(text[begin - 1]) || is_no(text, begin - 1) ||
                                           View(U"番地./一").find(text[begin - 1]) != View::npos);
  return !parted_before && !(end + 1 < text.size() && is_hyphen(text[end]) && is_digit(text[end + 1]));
}

}  // namespace

size_t separator(View text, size_t at) {
  const size_t start = at;
  at = skip_spaces(text, at);
  if (at >= text.size()) return 0;
  if (is_hyphen(text[at]) || is_no(text, at)) return skip_spaces(text, at + 1) - start;
  const bool between_digits =
      start > 0 && at == start && is_digit(text[at - 1]) && at + 1 < text.size() && is_digit(text[at + 1]);
  if (!between_digits) return 0;
  if (text[at] == U'〜' || text[at] == U'~') return parts_all_alike(text, at) ? 1 : 0;
  return View(U"./_一").find(text[at]) != View::npos ? 1 : 0;
}

bool belongs_to_building(View text, size_t behind) {
  constexpr View words[] = {U"階", U"号室", U"号棟",     U"号館", U"番館",
                            U"棟", U"室",   U"丁目ビル", U"号線", U"街区"};
  constexpr View latin[] = {U"F", U"f", U"FL", U"Fl", U"FLOOR", U"Floor", U"th", U"st", U"nd", U"rd"};
  constexpr CharSet first_ones(U"階号番棟室丁街Fftsnr");
  if (behind >= text.size() || !first_ones.has(text[behind])) return false;
  const auto follows = [&](View word) { return starts(text, behind, word); };
  const auto alone = [&](View word) {
    const size_t end = behind + word.size();
    return follows(word) && (end >= text.size() || !is_latin(text[end]));  // 11FKビル
  };
  return std::any_of(std::begin(words), std::end(words), follows) ||
         std::any_of(std::begin(latin), std::end(latin), alone);
}

}  // namespace musubi::normalize
