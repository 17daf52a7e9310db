//   tail    = [chome] [koaza] [numbers] [building]
//   chome   = number (丁目 | 丁 | 番町 | 番丁) [東 | 西 | 南 | 北] | [第] number (地割 | 区) | number, where
//   the town is counted in 丁目 numbers = number *(separator number) [号] separator = hyphen | 番地の | 番地
//   | 番 | の | ノ; further lots behind 、 ・ 〜 stay as they are (block_remarks.hpp)
#include "core/normalize/address_block.hpp"

#include <algorithm>

#include "core/normalize/block_remarks.hpp"
#include "core/normalize/block_words.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/small_place.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

/// Whether a number of the block begins at `at`; kanji count only where what follows says that they are
/// numbers.
bool is_number(View text, size_t at, bool inside) {
  if (at >= text.size()) return false;
  size_t end = at;
  if (scan_number(text, end) < 0) return false;
  if (belongs_to_building(text, end) || starts(text, end, U"線")) return false;
  if (is_digit(text[at])) return true;
  if (starts(text, end, U"番") || starts(text, end, U"号") || starts(text, end, U"丁目"))
    return !starts(text, end, U"番町") && !starts(text, end, U"番丁");
  return (separator(text, end) && end + 1 < text.size() && (is_numeral(text[end + 1]))) ||
         (inside && ends_or_space(text, end));
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
    if (ordinal || n == 0 || n > 99) return {};
    Chars out = kanji_number(n);
    if (is_no(text, i) && starts(text, i + 1, U"町")) {  // 新島町通一ノ町
      at = i + 2;
      return out.append(U"ノ町");
    }
    for (View word : {View(U"丁目"), View(U"丁メ"), View(U"丁"), View(U"番町"), View(U"番丁")}) {
      if (!starts(text, i, word)) continue;
      at = i + word.size();
      out += word == U"丁メ" ? View(U"丁目") : word;
      if (at + 1 < text.size() && View(U"東西南北").find(text[at]) != View::npos && is_digit(text[at + 1]))
        out += text[at++];
      if (separator(text, at)) at += separator(text, at);
      return out;
    }
    size_t hyphen = separator(text, i);
    if (n > counting.most) return {};
    if (!is_digit(text[start]) && !(hyphen && is_number(text, i + hyphen, true))) return {};
    if (!ends_or_space(text, i) && !(hyphen && is_number_or_part(i + hyphen))) return {};
    at = i + hyphen;
    return out.append(counting.unit);
  }

  /// 第35地割, 8区, 20部, 2字, 2線 behind a number: how long the word is.
  size_t counted_place(size_t i) const {
    if (starts(text, i, U"地割")) return 2;
    const bool counts =
        starts(text, i, U"区") || starts(text, i, U"部") || starts(text, i, U"字") || starts(text, i, U"線");
    return counts && (ends_or_space(text, i + 1) || is_number(text, i + 1, true)) ? 1 : 0;
  }

  /// A place that is counted in 丁目 and was not known as a town, with its number: 西1丁目, 字中江二丁目.
  /// Moves behind it.
  Chars place_with_chome(size_t place) {
    size_t i = at + place;
    const View name = text.substr(at, place);
    if (!is_place_of_chome(name)) return {};
    const int64_t n = scan_number(text, i);
    if (n <= 0 || n > 99 || !starts(text, i, U"丁目") || belongs_to_building(text, i)) return {};
    at = i + 2;
    at += separator(text, at);
    return Chars(name).append(kanji_number(n)).append(U"丁目");
  }

  bool is_number_or_part(size_t i) const {
    return i < text.size() && (is_digit(text[i]) || is_number(text, i, true));
  }

  /// 301C: three digits and a letter are a room.
  bool is_room() const {
    size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at >= 3 && end < text.size() && is_latin(text[end]) && ends_or_space(text, end + 1);
  }

  /// One number or letter of the block, appended to `out`.
  bool part(Chars& out, bool inside) {
    if (inside && at < text.size() && is_lot_letter(text[at]) &&
        (ends_or_space(text, at + 1) || is_digit(text[at + 1]))) {
      out += text[at++];  // 14-イ22
      while (at < text.size() && is_digit(text[at])) out += text[at++];
      return true;
    }
    if (at < text.size() && is_latin(text[at])) {
      bool alone = at + 1 >= text.size() || !(is_latin(text[at + 1]));
      bool leads =
          separator(text, at + 1) && at + 2 < text.size() && is_digit(text[at + 1 + separator(text, at + 1)]);
      if (!(alone && (inside ? (ends_or_space(text, at + 1) || leads) : leads))) return false;
      out += upper(text[at++]);
      return true;
    }
    if (!is_number(text, at, inside)) return false;
    if (is_digit(text[at])) {
      while (at < text.size() && is_digit(text[at])) out += text[at++];
      return true;
    }
    int64_t n = scan_number(text, at);
    for (char c : std::to_string(n)) out += char32_t(c);
    return true;
  }

  /// Moves behind 番地の, 番, the hyphen …; false if the block ends here.
  bool between(bool& counted) {
    size_t i = skip_spaces(text, at);
    bool word = true;
    if (starts(text, i, U"番地"))
      i += 2;
    else if (starts(text, i, U"番") && !starts(text, i, U"番町") && !belongs_to_building(text, i))
      i += 1;
    else
      word = false, i = at;
    counted = word;
    size_t more = separator(text, i);
    if (!word && !more) return false;
    at = i + more;
    if (!more && word) at = skip_spaces(text, i);
    return true;
  }

  void skip_go() {
    if (starts(text, at, U"号") && !belongs_to_building(text, at)) ++at;
  }

  Chars numbers() {
    Chars out;
    if (!part(out, false)) return out;
    for (;;) {
      size_t before = at;
      bool counted = false;
      if (!between(counted)) break;
      size_t mark = out.size();
      out += U'-';
      if (!is_room() && part(out, true)) continue;
      out.resize(mark);
      if (!counted) at = before;
      break;
    }
    skip_go();
    take_lots(text, at, out);
    skip_go();
    take_remarks(text, at, out);
    return out;
  }
};

/// A number in kanji behind which nothing comes but a space: 上木町九十五, 内丸一〇 第一ビル. One
/// alone at the end could be a place's name, unless it stands behind 丁目.
bool is_lone_number(View text, bool behind_chome) {
  size_t end = 0;
  if (text.empty() || is_digit(text[0]) || scan_number(text, end) < 0) return false;
  return ends_or_space(text, end) && (end > 1 || end < text.size() || behind_chome);
}

/// Without what parts it from the number: －B103, ,都庁, (都庁).
Chars building_of(View text) {
  text = trim(text, U" -,、・./");
  while (text.size() > 1 && is_hyphen(text[0]) &&
         (is_digit(text[1]) || is_latin(text[1]) || text[0] != U'ー'))
    text.remove_prefix(1);
  if (std::all_of(text.begin(), text.end(),
                  [](char32_t c) { return is_hyphen(c) || c == U'(' || c == U')'; }))
    return {};
  constexpr View brackets[] = {U"()", U"【】", U"[]"};
  for (View pair : brackets)
    if (text.size() > 2 && text[0] == pair[0] && text.find(pair[1]) == text.size() - 1)
      return Chars(text.substr(1, text.size() - 2));
  return Chars(text);
}

/// 2・1・1, 2,1,1 and 2 1 1 with hyphens, where the town is counted in 丁目 and three numbers stand so; ""
/// for anything else.
Chars with_hyphens(View text, Counting counting) {
  size_t at = 0;
  const int64_t first = text.empty() || !is_digit(text[0]) ? -1 : scan_number(text, at);
  if (first <= 0 || first > counting.most || at >= text.size()) return {};
  const char32_t mark = text[at];
  if (View(U"・,、 ").find(mark) == View::npos) return {};
  Chars out(text.substr(0, at));
  int numbers = 1;
  while (at + 1 < text.size() && text[at] == mark && is_digit(text[at + 1])) {
    const size_t start = ++at;
    if (scan_number(text, at) < 0) return {};
    out.append(1, U'-').append(text.substr(start, at - start));
    ++numbers;
  }
  if (mark == U' ' && (!ends_or_space(text, at) || belongs_to_building(text, skip_spaces(text, at))))
    return {};
  return numbers == 3 ? out.append(text.substr(at)) : Chars();
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
  const Chars hyphened = with_hyphens(typed, counting);
  const View text = hyphened.empty() ? typed : View(hyphened);
  Scan scan{text};
  if (size_t mark = separator(text, 0); mark && is_number(text, mark, true))
    scan.at = mark;  // 旭市ニの2510, 月寒東3-18
  out.town = scan.chome(counting);
  scan.at = skip_spaces(text, scan.at);
  if (is_lone_number(text.substr(scan.at), !out.town.empty())) {
    out.rest = text::to_code_points(std::to_string(scan_number(text, scan.at)));
    out.building = trim(text.substr(scan.at));
    return out;
  }
  View tail = text.substr(scan.at);
  size_t place = before_number(tail);
  if (tail.substr(0, place).find(U"私書箱") != View::npos) {
    out.building = tail;
    return out;
  }
  if (out.town.empty() && place > 0 && place < tail.size()) {
    out.town = scan.place_with_chome(place);
    tail = text.substr(scan.at);
    place = before_number(tail);
  }
  bool number_follows = place < tail.size() && tail[place] != U' ';
  scan.at += place;
  if (is_small_place(tail.substr(0, place)) && out.town.empty())
    out.town = tail.substr(0, place);
  else if (number_follows || names_no_number(tail.substr(0, place)))
    out.rest = tail.substr(0, place);
  else if (is_small_place_marked(tail.substr(0, place)))
    out.town += tail.substr(0, place);
  else
    scan.at -= place;
  if (size_t no = tail.substr(0, place).size();
      no == 2 && number_follows && is_katakana(tail[0]) && is_no(tail, 1)) {
    out.town.clear();
    out.rest = tail.substr(0, 1);  // 川島ラの174
  }
  if (number_follows) out.rest += scan.numbers();
  out.building = building_of(text.substr(scan.at));
  return out;
}

}  // namespace musubi::normalize
