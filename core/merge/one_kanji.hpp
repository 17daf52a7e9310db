// Names one kanji apart: 渋屋 whom somebody wrote as 渋谷.
#pragma once
#include <string_view>

namespace musubi::merging {

/// True if both texts (UTF-8) have the same number of characters, spaces aside, and exactly one differs, in
/// both a kanji.
bool one_kanji_apart(std::string_view a, std::string_view b);

/// True if a kanji stands in `text` (UTF-8).
bool has_kanji(std::string_view text);
/// True if a kanji or kana stands in it.
bool has_japanese(std::string_view text);

}  // namespace musubi::merging
