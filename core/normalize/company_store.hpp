// Stores of a chain: 新宿西口店.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Of a word that ends in 店: whether a place (渋谷道玄坂店, ららぽーと豊洲店, 新宿三丁目店) or a number says that it is one of several, and no trade's own
/// name (クリーニング店).
bool is_store(View word);

}  // namespace musubi::normalize
