// Variant characters of Japanese names: 髙 is 高, 邊 and 邉 are 辺.
#pragma once
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// The one character that stands for `c` and its variants of the same character (旧字体, 人名用, family-name
/// forms); c itself if it has none. What people hold to be different names stays different (斎/斉, 藤/籐,
/// 佑/祐). Idempotent. About 2 ns; the first call builds a table.
char32_t fold_strict(char32_t c);
/// The same over more: characters that are taken for each other (斉/斎, 嶋 … ), for candidates only. Folds
/// all that fold_strict folds.
char32_t fold_loose(char32_t c);

}  // namespace musubi::normalize
