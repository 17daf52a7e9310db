// The numbers of a block: 8-1, 二番三号, 14-イ22, 第13号5番地1.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Whether a number of the block begins at `at`; kanji count only where what follows says that they are
/// numbers, or, `inside` a block, where nothing follows.
bool is_number(View text, size_t at, bool inside);
/// The same inside a block, or any digits.
bool is_number_or_digit(View text, size_t at);
/// The numbers at `at` with hyphens between them, and what belongs to them (block_remarks.hpp); `at` moves
/// behind. A room hyphened to them is one of them, unless 番 or 番地 and a space stand before it (2番地
/// 2-301). `chome`: 丁目 stands before.
Chars take_numbers(View text, size_t& at, bool chome);

}  // namespace musubi::normalize
