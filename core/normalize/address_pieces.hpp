// What is asked of the pieces of an address while it is read.
#pragma once
#include "core/normalize/address_block.hpp"
#include "core/normalize/place_match.hpp"

namespace musubi::normalize {

/// Whether the list names towns of it: 利島村 and its kind have none but themselves.
bool has_towns(const City& city);
/// 郵便局 私書箱12号 or 郵便局留 behind what passed for a town: it is only a part of the office's name.
bool is_post_office(View behind_town);
/// 神南町1-2-3: a 町 too many behind a town that is counted in 丁目 and is not called so.
bool has_stray_end(const Place& place, View tail);
/// The postal code of a town that has one, or several of which one is for that part of it; where `names_no_town`
/// is named, that of a village whose lots are counted through; that of a municipality without towns; else 0.
uint32_t code_of(const Place& place, bool names_no_town, const Block& block, View street);
/// Whether the first two digits of `code`, which tell the region, are those of one of the city's codes.
bool is_of_region(uint32_t code, const City& city);
/// What stands behind the town, and behind a street that follows it.
Chars behind_place(const Place& place, View text);
/// A city by its name alone, of the text that names it with its prefecture: 横浜市 of 神奈川県横浜市.
View city_named(View text);

}  // namespace musubi::normalize
