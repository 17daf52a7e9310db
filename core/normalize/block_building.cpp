#include "core/normalize/block_building.hpp"

#include <algorithm>

#include "core/normalize/block_words.hpp"
#include "core/normalize/kana.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/small_place.hpp"

namespace musubi::normalize {
namespace {

/// Words for buildings; of the last ones, places end in them as well.
bool ends_in_building(View text, bool chome) {
  constexpr View words[] = {U"ビル",   U"ビルディング", U"マンション", U"ハイツ", U"コーポ", U"アパート",
                            U"タワー", U"ハウス",       U"プラザ",     U"号棟",   U"号館",   U"番館"};
  constexpr View behind_chome[] = {U"館", U"荘", U"庁舎", U"センター", U"団地", U"寮", U"住宅"};
  const auto ends = [&](View word) { return text.ends_with(word); };
  return std::any_of(std::begin(words), std::end(words), ends) ||
         (chome && std::any_of(std::begin(behind_chome), std::end(behind_chome), ends));
}

/// 甲, 乙の before a number.
bool is_lot_before_number(View head) {
  return !head.empty() && is_lot_letter(head[0]) &&
         (head.size() == 1 || (head.size() == 2 && (is_no(head, 1) || is_hyphen(head[1]))));
}

/// 第3地割, 第1号1番地: it counts places.
bool counts_places(View tail, size_t number) {
  size_t end = number;
  if (scan_number(tail, end) < 0) return false;
  if (starts(tail, end, U"号")) return end + 1 < tail.size() && is_digit(tail[end + 1]);
  return starts(tail, end, U"地割") || starts(tail, end, U"区") || starts(tail, end, U"部") ||
         starts(tail, end, U"字");
}

/// 第2東急ビル, and behind a space 第1; not the lots 第3地割, 第5, 第3-5, 第12番.
bool is_named_ordinally(View tail, size_t number, bool spaced) {
  if (counts_places(tail, number)) return false;
  size_t end = number;
  scan_number(tail, end);
  if (end < tail.size() && View(U"番号").find(tail[end]) != View::npos) return belongs_to_building(tail, end);
  return spaced || (end < tail.size() && is_letter(tail[end]) && !is_hyphen(tail[end]));
}

}  // namespace

bool is_all_building(View tail, size_t number, TownEnd behind) {
  const View head = tail.substr(0, number);
  if (head.empty() || is_small_place_marked(head)) return false;
  const bool none = number >= tail.size() || tail[number] == U' ';
  if (behind.spaced && none && std::none_of(tail.begin(), tail.end(), is_digit)) return true;
  if (number >= tail.size()) return false;
  if (head.ends_with(U'第')) return is_named_ordinally(tail, number, behind.spaced);
  if (behind.chome && behind.spaced) return !is_lot_before_number(head);
  return ends_in_building(head, behind.chome);
}

bool names_building(View building) {
  constexpr View room = U"0123456789 階FB号室";
  while (!building.empty() && (room.find(building.back()) != View::npos || is_dash(building.back()))) building.remove_suffix(1);
  return !building.empty() && is_letter(building[0]) && !is_hyphen(building[0]) && ends_in_building(building, true);
}

size_t end_of_post_box(View text) {
  size_t end = text.size();
  for (View word : {View(U"私書箱"), View(U"郵便局留"), View(U"郵便局止")})
    if (const size_t at = text.find(word); at != View::npos) end = std::min(end, at + word.size() - 1);
  if (end == text.size() || std::any_of(text.begin(), text.begin() + std::ptrdiff_t(end), is_digit)) return 0;
  return end + 1;
}

Chars building_of(View text) {
  text = trim(text, U" -,、・./");
  while (text.size() > 1 && is_hyphen(text[0]) &&
         (is_digit(text[1]) || is_latin(text[1]) || text[0] != U'ー'))
    text.remove_prefix(1);
  if (text.size() > 1 && is_no(text, 0) && is_digit(text[1])) text.remove_prefix(1);
  if (std::all_of(text.begin(), text.end(),
                  [](char32_t c) { return is_hyphen(c) || c == U'(' || c == U')'; }))
    return {};
  constexpr View brackets[] = {U"()", U"【】", U"[]"};
  for (View pair : brackets)
    if (text.size() > 2 && text[0] == pair[0] && text.find(pair[1]) == text.size() - 1)
      return Chars(text.substr(1, text.size() - 2));
  return Chars(text);
}

Chars shown_building(Chars building) {
  const bool lengthened = building.find(U'ー') != Chars::npos;
  for (size_t at = 0; at < building.size(); ++at) {
    if (!is_dash(building[at])) continue;
    const bool in_word = ends_or_space(building, at + 1) || is_kana(building[at + 1]);
    building[at] = !lengthened && at > 0 && has_vowel(building[at - 1]) && in_word ? U'ー' : U'-';
  }
  return building;
}

}  // namespace musubi::normalize
