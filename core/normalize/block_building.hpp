// Where the building begins behind a town or a block.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// How the town ends that stands before a block.
struct TownEnd {
  bool chome = false;   // with its 丁目
  bool spaced = false;  // with a space behind it
};

/// Whether `tail`, whose first number is at `number`, names a building all along and no block: behind 丁目
/// and a space anything but a number, 字, 無番地 or a lot's letter (札幌第1合同庁舎); elsewhere what ends in
/// a word for buildings (大五ビル1002), or in 第 with more than the number behind it (第2東急ビル, not 第5).
/// Behind a space, also words without any number (西新宿 都庁).
bool is_all_building(View tail, size_t number, TownEnd behind);

/// Without what parts it from the number: －B103, ,都庁, (都庁), の301.
Chars building_of(View text);

}  // namespace musubi::normalize
