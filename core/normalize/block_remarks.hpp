// What stands right behind the number of a block and belongs to it.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Further lots, appended to `out`: 24-5、15、16, 1-3〜5. `at` moves behind them.
void take_lots(View text, size_t& at, Chars& out);
/// What is said of the number, appended to `out`: 26以下未定, 2-13(地番), 12-28(単身)、12-3(家族). Other
/// brackets stay where they are. `at` moves behind it.
void take_remarks(View text, size_t& at, Chars& out);

}  // namespace musubi::normalize
