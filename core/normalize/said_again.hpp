// Columns of an address that were joined into one text though one of them holds what another says.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// `text` without leading words that the next one repeats: 東京都 渋谷区 東京都渋谷区神宮前 is 東京都渋谷区神宮前, 東京都 渋谷区 渋谷区神宮前 is
/// 東京都 渋谷区神宮前. Only whole names of prefectures, cities and towns. Cost: words squared, of which an address has few.
Chars without_said_again(View text);

/// `text` with the first name of three characters or more that stands twice side by side said once:
/// 水戸市水戸市中央 is 水戸市中央. Empty if there is none. Some towns are called so (矢島町矢島町): for texts
/// in which nothing else was found.
Chars without_twin(View text);

}  // namespace musubi::normalize
