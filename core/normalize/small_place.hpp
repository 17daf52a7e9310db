// Places within a town, 小字, of which there is no list.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// 無番地, 番外地: what stands where others have a number.
bool names_no_number(View text);

/// Whether a 字 in it marks a small place: not that of 十字, 文字 and the like (赤十字病院).
bool has_aza(View text);

/// 東 西 南 北 中 alone, which belong to the number behind.
bool is_direction(View text);

/// Whether 字 or a word for no number stands in it: it belongs to the number behind it.
bool is_small_place_marked(View text);

/// 甲 乙 丙 or イ ロ ハ, by which lots are counted: it belongs to the number beside it.
bool is_lot_letter(char32_t c);

/// What may stand before 二丁目 where the list has no such town: 西, 字中江; nothing that a building is
/// called.
bool is_place_of_chome(View text);

/// A place within the town that no 字 marks and no building's name could be: 神足麦生, 北崎町西四十八.
bool is_small_place(View text);

}  // namespace musubi::normalize
