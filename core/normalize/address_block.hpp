// What stands behind the town: 丁目, block and number, building.
#pragma once
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct Block {
  Chars chome;     // "三丁目", "4地割" …: goes to the town
  Chars rest;      // "25-5", "字宮根3938-5"
  Chars building;  // "サニー西101号室"
};

/// `counted`: the town is counted in 丁目, so that a bare first number may be one; `unit` is what they are called there (丁目, in 堺市 丁).
Block read_block(View text, bool counted, View unit);

/// How much of `text` comes before the first block number; all of it if there is none. Kanji numerals count where 丁目, 番, 号 or a hyphen
/// follows.
size_t before_number(View text);

}  // namespace musubi::normalize
