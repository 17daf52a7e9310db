//   tail    = [chome] [koaza] [numbers] [building]
//   chome   = number (丁目 | 丁 | 番町 | 番丁) [東 | 西 | 南 | 北] | [第] number (地割 | 区 | 部 | 字 | 線) |
//             number, where the town is counted in 丁目
//   koaza   = a small place (small_place.hpp), also between spaces; a row or line of the north (南1条西,
//   西2線) numbers = block_numbers.hpp; building = block_building.hpp
#include "core/normalize/address_block.hpp"

#include <algorithm>

#include "core/normalize/block_building.hpp"
#include "core/normalize/block_numbers.hpp"
#include "core/normalize/block_words.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/small_place.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

bool is_side(View text, size_t at) {
  return at < text.size() && View(U"東西南北").find(text[at]) != View::npos;
}

/// A building's name right behind a number: kana, Latin or a kanji that counts nothing.
bool begins_a_name(View text, size_t at) {
  if (at + 1 >= text.size() || belongs_to_building(text, at)) return false;
  return !is_hyphen(text[at]) && (is_kana(text[at]) || is_latin(text[at]) || is_kanji(text[at])) && !is_numeral(text[at]) && !is_no(text, at) &&
         View(U"丁番号条線区部字地組割東西南北").find(text[at]) == View::npos;
}

/// 西2線, by which fields are parted: it goes with the town, like 西二線.
bool ends_in_line(View text) {
  if (!text.ends_with(U'線')) return false;
  Chars letters;
  for (char32_t c : text)
    if (!is_digit(c)) letters += c;
  return letters.size() > 1 && is_small_place(letters);
}

/// 南1条西, 4番割, 2号地 as a town's name has them, in kanji.
Chars numbers_of_place(View place) {
  Chars out = numbers_in_kanji(place, U"条");
  for (View counter : {View(U"番"), View(U"号地")})
    if (out.find(counter) != View::npos) out = numbers_in_kanji(out, counter);
  return out;
}

struct Scan {
  View text;
  size_t at = 0;

  Chars chome(const Counting& counting) {
    size_t start = skip_spaces(text, at), i = start;
    bool ordinal = starts(text, i, U"第");
    i += ordinal;
    int64_t n = scan_number(text, i);
    if (n < 0) return {};
    if (const size_t counter = counted_place(i)) {
      at = i + counter;
      return Chars(text.substr(start, at - start));
    }
    if ((ordinal && !starts(text, i, U"丁目")) || n == 0 || n > 99) return {};
    Chars out = kanji_number(n);
    if (is_no(text, i) && starts(text, i + 1, U"町")) {  // 新島町通一ノ町
      at = i + 2;
      return out.append(U"ノ町");
    }
    for (View word : {View(U"丁目"), View(U"丁メ"), View(U"丁"), View(U"番町"), View(U"番丁")}) {
      if (!starts(text, i, word)) continue;
      at = i + word.size();
      out += word == U"丁メ" ? View(U"丁目") : word;
      if (is_side(text, at) && at + 1 < text.size() && is_digit(text[at + 1])) out += text[at++];
      if (separator(text, at)) at += separator(text, at);
      return out;
    }
    size_t hyphen = separator(text, i);
    const bool is_spaced = i < text.size() && text[i] == U' ' && n <= counting.spaced;  // 港南6 1番2号: younger than the table
    if ((n < counting.least || n > counting.most) && !is_spaced) return {};
    const bool last = i == text.size();  // 西新宿二
    if (is_digit(text[start]) && ((counting.street && is_side(text, i) && is_number(text, i + 1, true)) || (counting.row && begins_a_name(text, i)))) {
      out += counting.unit;
      if (counting.street) out += text[i++];
      at = i;
      return out;
    }
    if (!is_digit(text[start]) && !last && !(hyphen && is_number(text, i + hyphen, true))) return {};
    if (!ends_or_space(text, i) && !(hyphen && is_number_or_digit(text, i + hyphen))) return {};
    at = i + hyphen;
    return out.append(counting.unit);
  }

  /// 第35地割, 8区, 20部, 2字, 2線, 36線東 behind a number: how long the word is.
  size_t counted_place(size_t i) const {
    if (starts(text, i, U"地割")) return 2;
    if (starts(text, i, U"線") && is_side(text, i + 1) && ends_or_space(text, i + 2)) return 2;
    const bool counts =
        starts(text, i, U"区") || starts(text, i, U"部") || starts(text, i, U"字") || starts(text, i, U"線");
    return counts && (ends_or_space(text, i + 1) || is_number(text, i + 1, true)) ? 1 : 0;
  }

  /// A place that is counted in 丁目 and was not known as a town, with its number: 西1丁目, 字中江二丁目.
  /// Moves behind it.
  Chars place_with_chome(size_t place) {
    size_t i = at + place;
    Chars name = numbers_in_kanji(text.substr(at, place), U"条");
    if (!is_place_of_chome(name)) return {};
    const int64_t n = scan_number(text, i);
    if (n <= 0 || n > 99 || !starts(text, i, U"丁目") || belongs_to_building(text, i)) return {};
    at = i + 2;
    at += separator(text, at);
    return name.append(kanji_number(n)).append(U"丁目");
  }

  /// What stands before the number, `place`, to the town or to the block; false where it is the building's.
  static bool take_head(Block& out, View place, bool number_follows) {
    const bool lot = place.size() == 2 && (is_no(place, 1) || is_hyphen(place[1])) &&
                     (is_katakana(place[0]) || is_lot_letter(place[0]));
    const bool block = place.size() == 2 && is_latin(place[0]) && (lot || is_hyphen(place[1]) || is_no(place, 1) || place[1] == U'番');
    if (number_follows && block)
      out.rest = {upper(place[0]), U'-'};  // 上町A番12号
    else if (number_follows && lot)
      out.rest = place.substr(0, 1);  // 川島ラの174
    else if (const Chars plain = numbers_of_place(place); is_small_place(plain) && out.town.empty())
      out.town = plain;
    else if (out.town.empty() && ends_in_line(place))
      out.town = place;
    else if (number_follows || names_no_number(place))
      out.rest = place;
    else if (is_small_place_marked(place))
      out.town += place;
    else
      return false;
    return true;
  }

  /// Whether the block goes on at `i`, behind a space that ends a small place: 神足 麦生 11-2, 字下根市 25,
  /// 高桑西 1-1; with nothing but the number only where the place stands right behind a town, 清滝町 500.
  bool goes_on(View place, size_t i, TownEnd behind) const {
    size_t end = i;
    if (i >= text.size() || !is_digit(text[i]) || !is_number(text, i, false) || scan_number(text, end) < 0)
      return false;
    if (has_aza(place)) return true;
    const bool of_block = starts(text, end, U"番") || (end < text.size() && is_hyphen(text[end]));
    if (of_block) return is_small_place(place) || is_direction(place) || ends_in_line(place);
    const bool lettered = place.size() == 1 && (is_lot_letter(place[0]) || is_katakana(place[0]));  // 北条辻 乙 6
    if (!ends_or_brackets(text, end) || behind.chome || (behind.spaced && !lettered)) return false;
    return lettered || is_direction(place) ||
           (is_small_place(place) && std::all_of(place.begin(), place.end(), is_kanji));
  }

  /// Whether the number at `at` has 号 and another number behind it.
  bool counted_by_go() const {
    size_t end = at;
    return scan_number(text, end) >= 0 && starts(text, end, U"号") && end + 1 < text.size() &&
           is_digit(text[end + 1]);
  }
};

/// A number in kanji behind which nothing comes but a space: 上木町九十五, 内丸一〇 第一ビル. One
/// alone at the end could be a place's name, unless it stands behind 丁目.
bool is_lone_number(View text, bool behind_chome) {
  size_t end = 0;
  if (text.empty() || is_digit(text[0]) || scan_number(text, end) < 0) return false;
  return ends_or_brackets(text, end) && (end > 1 || end < text.size() || behind_chome);
}

/// 2・1・1, 二・一・一, 2,1,1 and 2 1 1 with hyphens, where the town is counted in 丁目 and three numbers stand
/// so; "" for anything else.
Chars with_hyphens(View text, Counting counting) {
  size_t at = 0;
  const int64_t first = scan_number(text, at);
  if (first <= 0 || !counting.most || at >= text.size()) return {};
  const char32_t mark = text[at];
  if (View(is_digit(text[0]) ? U"・,、 " : U"・").find(mark) == View::npos) return {};
  Chars out(text.substr(0, at));
  int numbers = 1;
  while (at + 1 < text.size() && text[at] == mark && is_numeral(text[at + 1])) {
    const size_t start = ++at;
    if (scan_number(text, at) < 0) return {};
    out.append(1, U'-').append(text.substr(start, at - start));
    ++numbers;
  }
  if (mark == U' ' && (!ends_or_space(text, at) || belongs_to_building(text, skip_spaces(text, at))))
    return {};
  return numbers == 3 ? out.append(text.substr(at)) : Chars();
}

/// Without the brackets round (15-33) at `at`; "" where nothing of the kind stands there.
Chars without_brackets(View text, size_t at) {
  const size_t close = starts(text, at, U"(") ? text.find(U')', at) : View::npos;
  if (close == View::npos || !ends_or_space(text, close + 1)) return {};
  const View inside = text.substr(at + 1, close - at - 1);
  const auto of_block = [](char32_t c) { return is_digit(c) || is_hyphen(c); };
  if (!std::all_of(inside.begin(), inside.end(), of_block) ||
      std::none_of(inside.begin(), inside.end(), is_hyphen))
    return {};
  return Chars(text.substr(0, at)).append(inside).append(text.substr(close + 1));
}

}  // namespace

size_t before_number(View text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U' ') return i;
    if (is_number(text, i, false)) return i;
    while (i + 1 < text.size() && is_numeral(text[i]) && is_numeral(text[i + 1]) &&
           is_digit(text[i]) == is_digit(text[i + 1]))
      ++i;
  }
  return text.size();
}

Block read_block(View typed, Counting counting) {
  Block out;
  const Chars unwrapped = without_brackets(typed, 0), hyphened = with_hyphens(typed, counting);
  View text = !unwrapped.empty() ? View(unwrapped) : hyphened.empty() ? typed : View(hyphened);
  Scan scan{text};
  if (size_t mark = separator(text, 0); mark && is_number(text, mark, true))
    scan.at = mark;  // 旭市ニの2510, 月寒東3-18
  out.town = scan.chome(counting);
  TownEnd end = counting.behind;
  if (!out.town.empty()) end = {true, starts(text, scan.at, U" ")};
  scan.at = skip_spaces(text, scan.at);
  const Chars opened = end.chome ? without_brackets(text, scan.at) : Chars();
  if (!opened.empty()) scan.text = text = opened;
  if (is_lone_number(text.substr(scan.at), end.chome)) {
    out.rest = text::to_code_points(std::to_string(scan_number(text, scan.at)));
    out.building = building_of(text.substr(scan.at));
    return out;
  }
  View tail = text.substr(scan.at);
  size_t place = before_number(tail);
  if (end_of_post_box(tail) || is_all_building(tail, place, end)) {
    out.building = building_of(tail);
    return out;
  }
  if (out.town.empty() && place > 0 && place < tail.size()) {
    out.town = scan.place_with_chome(place);
    tail = text.substr(scan.at);
    place = before_number(tail);
    end.chome |= !out.town.empty();
  }
  const View head = tail.substr(0, place);
  const size_t next = skip_spaces(tail, place);
  const bool number_follows =
      place < tail.size() && (next == place || scan.goes_on(head, scan.at + next, end));
  const size_t start = scan.at;
  scan.at += next;
  const bool ordinal = number_follows && head.ends_with(U'第') && scan.counted_by_go();
  if (!scan.take_head(out, head.substr(0, place - ordinal), number_follows)) scan.at = start;
  if (number_follows) out.rest += take_numbers(text, scan.at, end.chome);
  out.building = building_of(text.substr(scan.at));
  return out;
}

}  // namespace musubi::normalize
