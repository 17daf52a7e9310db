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

/// Whether it begins with a letter and ends in a word for buildings, floor and room aside: スカイビル, 森タワー 3F; not 101号室.
bool names_building(View building);

/// Where the words end that tell a box at a post office, or mail that is kept there, which stands in no street: 渋谷郵便局 私書箱 of
/// 渋谷郵便局 私書箱12号, 渋谷郵便局留 of 渋谷郵便局留め; 0 if there are none, or a number stands before them.
size_t end_of_post_box(View text);

/// Without what parts it from the number: －B103, ,都庁, (都庁), の301.
Chars building_of(View text);

/// As it is shown: all hyphens as one, and as ー behind a kana where a kana or the word's end follows (コ－ポ, センタ- 3階; a room follows its hyphen
/// at once), unless it has a ー as well.
Chars shown_building(Chars building);

}  // namespace musubi::normalize
