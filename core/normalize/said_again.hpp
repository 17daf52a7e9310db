// Columns of an address that were joined into one text though one of them holds what another says.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// `text` without leading words that the next one repeats: 東京都 渋谷区 東京都渋谷区神宮前 is 東京都渋谷区神宮前, 東京都 渋谷区 渋谷区神宮前 is
/// 東京都 渋谷区神宮前. Only whole names of prefectures, cities and towns. Cost: words squared, of which an address has few.
Chars without_said_again(View text);

}  // namespace musubi::normalize
