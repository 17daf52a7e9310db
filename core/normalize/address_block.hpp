// What stands behind the town: 丁目, block and number, building.
#pragma once
#include <string>

#include "core/normalize/block_building.hpp"

namespace musubi::normalize {

struct Block {
  Chars town;      // "三丁目", "4地割", small places written without 字: goes to the town
  Chars rest;      // "25-5", "字宮根3938-5"
  Chars building;  // "サニー西101号室"
};

/// How 丁目 are counted in a town: from which to which bare number one may be meant (to 0: none are), up to which where a space
/// parts it from the block, what they are called (丁目, in 堺市 丁), and how the town ends.
struct Counting {
  int64_t least = 1, most = 0, spaced = 0;
  View unit = U"丁目";
  bool row = false;     // 北一条西, of which people leave the words out: 北1西3札幌ビル
  bool street = false;  // 本郷通, of which a 丁目 has sides: 本郷通3南1-35
  TownEnd behind = {};
};
Block read_block(View text, Counting counting);

/// How much of `text` comes before the first block number; all of it if there is none. Kanji numerals count
/// where 丁目, 番, 号 or a hyphen follows.
size_t before_number(View text);

}  // namespace musubi::normalize
