// Whether a word is the name of a place, as people put it before 支店: 大阪, 関西, 梅田.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// True for prefectures and municipalities with or without 都道府県市区町村, regions and well-known quarters.
/// About 50 ns; the first call reads the table of towns.
bool is_place_name(View word);

}  // namespace musubi::normalize
