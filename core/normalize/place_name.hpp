// Whether a word is the name of a place, as people put it before 支店: 大阪, 関西, 梅田.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// What a word names: a town or village, as families are called too; a ward, region or well-known quarter (新宿, 関西, 梅田); a prefecture, a city (市)
/// or one abroad (上海). With or without 都道府県市区町村.
enum class PlaceSize { none, town, quarter, city };

/// About 50 ns; the first call reads the table of towns.
PlaceSize place_size(View word);
/// True for all of them.
bool is_place_name(View word);

}  // namespace musubi::normalize
