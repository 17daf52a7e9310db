#include "core/normalize/small_place.hpp"

#include <algorithm>

#include "core/normalize/char_set.hpp"

namespace musubi::normalize {
namespace {

/// Kanji and kana in which no building's name ends.
bool has_letters_of_places(View text) {
  constexpr View buildings[] = {U"ビル", U"館",   U"荘",   U"寮",   U"団地", U"住宅", U"会館",
                                U"病院", U"学校", U"役所", U"役場", U"庁",   U"倉庫", U"工場",
                                U"銀行", U"会社", U"内",   U"以下", U"駅",   U"店"};
  if (std::any_of(std::begin(buildings), std::end(buildings), [&](View b) { return text.ends_with(b); }))
    return false;
  size_t katakana = 0;
  for (char32_t c : text) {
    katakana = is_katakana(c) && View(U"ノケヶツニハイロリ").find(c) == View::npos ? katakana + 1 : 0;
    if ((!is_kanji(c) && !is_kana(c)) || katakana > 1) return false;
  }
  return true;
}

}  // namespace

bool is_lot_letter(char32_t c) {
  constexpr CharSet letters(U"甲乙丙丁戊己庚辛壬癸イロハニホヘトチリヌルいろはにほへとちりぬる");
  return letters.has(c);
}

bool is_direction(View text) {
  return text.size() == 1 && View(U"東西南北中").find(text[0]) != View::npos;
}

bool has_aza(View text) {
  constexpr View words_end_so = U"十文数漢活";
  for (size_t at = text.find(U'字'); at != View::npos; at = text.find(U'字', at + 1))
    if (at == 0 || words_end_so.find(text[at - 1]) == View::npos) return true;
  return false;
}

bool names_no_number(View text) {
  return text.find(U"番地") != View::npos || text.find(U"番外") != View::npos;
}

bool is_small_place_marked(View text) {
  return has_aza(text) || names_no_number(text);
}

bool is_small_place(View text) {
  if (text.empty() || text.size() > 20 || is_direction(text) || is_small_place_marked(text)) return false;
  if (text.size() == 1 && is_lot_letter(text[0])) return false;
  return has_letters_of_places(text);
}

bool is_place_of_chome(View text) {
  if (text.starts_with(U"大字")) text.remove_prefix(2);
  if (text.starts_with(U'字')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 20 && has_letters_of_places(text);
}

}  // namespace musubi::normalize
