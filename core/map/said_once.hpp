// Columns of which one may hold what another says: a whole address beside its parts.
#pragma once
#include <string>
#include <vector>

namespace musubi::map {

/// `texts` in their order without those that another one holds: 東京都, 神宮前 and 4-5-6 beside 東京都渋谷区神宮前４丁目５番６号. Widths, spaces and the words
/// between numbers make no difference. A number is held as a whole alone (not 1 by 150-0001), a name not inside a longer one of a municipality
/// (渋谷 by 渋谷区), and numbers alone hold nothing. Cost: texts squared.
std::vector<std::string> said_once(const std::vector<std::string>& texts);

}  // namespace musubi::map
