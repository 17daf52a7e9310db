//   tail    = [chome] [koaza] [numbers] [building]
//   chome   = number (丁目 | 丁 | 番町 | 番丁) [東 | 西 | 南 | 北] | [第] number (地割 | 区) | number, where the town is counted
//   in 丁目 numbers = number *(separator number) [号] separator = hyphen | 番地の | 番地 | 番 | の | ノ;
//   further lots behind 、 ・ stay as they are
#include "core/normalize/address_block.hpp"

#include <algorithm>

#include "core/normalize/numeral.hpp"
#include "core/normalize/small_place.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

bool starts(View text, size_t at, View word) {
  return text.substr(std::min(at, text.size())).starts_with(word);
}

size_t skip_spaces(View text, size_t at) {
  while (at < text.size() && text[at] == U' ') ++at;
  return at;
}

bool ends_or_space(View text, size_t at) {
  return at >= text.size() || text[at] == U' ';
}

/// The hyphen, or の between numbers, at `at`: how long it is.
size_t separator(View text, size_t at) {
  size_t start = at;
  at = skip_spaces(text, at);
  if (at >= text.size()) return 0;
  if (is_hyphen(text[at]) || View(U"のノ之丿").find(text[at]) != View::npos)
    return skip_spaces(text, at + 1) - start;
  return 0;
}

/// Words that make the number before them a part of the building: 5階, 101号室, 3号棟, 1番館.
bool belongs_to_building(View text, size_t behind) {
  constexpr View words[] = {U"階", U"F",        U"f",    U"号室", U"号棟", U"号館", U"番館", U"棟",
                            U"室", U"丁目ビル", U"号線", U"街区", U"th",   U"st",   U"nd",   U"rd"};
  return std::any_of(std::begin(words), std::end(words), [&](View w) { return starts(text, behind, w); });
}

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
    const size_t counter = starts(text, i, U"地割") ? 2 : starts(text, i, U"区") ? 1 : 0;  // 第35地割, 8区
    if (counter == 2 || (counter && (ends_or_space(text, i + 1) || is_digit(text[i + 1])))) {
      at = i + counter;
      return Chars(text.substr(start, at - start));
    }
    if (ordinal || n == 0 || n > 99) return {};
    Chars out = kanji_number(n);
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
    size_t i = at;
    bool word = true;
    if (starts(text, i, U"番地"))
      i += 2;
    else if (starts(text, i, U"番") && !starts(text, i, U"番町"))
      i += 1;
    else
      word = false;
    counted = word;
    size_t more = separator(text, i);
    if (!word && !more) return false;
    at = i + more;
    if (!more && word) at = skip_spaces(text, i);
    return true;
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
    if (starts(text, at, U"号") && !belongs_to_building(text, at)) ++at;
    lots(out);
    remarks(out);
    return out;
  }

  /// What is said of the number right behind it: 26以下未定, 2-13(地番), 12-28(単身)、12-3(家族).
  void remarks(Chars& out) {
    constexpr View open_ends[] = {U"以下未定", U"以下非公開", U"以下", U"未定", U"地番"};
    for (View word : open_ends)
      if (starts(text, at, word)) {
        out += word;
        at += word.size();
        return;
      }
    while (at < text.size() && text[at] == U'(') {
      size_t close = text.find(U')', at);
      if (close == View::npos || names_building(text.substr(at + 1, close - at - 1))) return;
      out.append(text.substr(at, close + 1 - at));
      at = close + 1;
      while (at < text.size() &&
             (is_digit(text[at]) || is_hyphen(text[at]) || View(U"、・,").find(text[at]) != View::npos))
        out += is_hyphen(text[at]) ? U'-' : text[at], ++at;
    }
  }

  static bool names_building(View text) {
    constexpr View words[] = {U"ビル", U"マンション", U"ハイツ", U"コーポ", U"アパート", U"館", U"荘",
                              U"号",   U"階",         U"F",      U"方",     U"内",       U"様",
                              U"庁",   U"タワー",     U"センター", U"本社",  U"支店",     U"校",   U"病院"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](View w) { return text.find(w) != View::npos; });
  }

  /// Further lots: 24-5、15、16.
  void lots(Chars& out) {
    while (at + 1 < text.size() && View(U"、・,").find(text[at]) != View::npos && is_digit(text[at + 1])) {
      size_t end = at + 1;
      if (scan_number(text, end) < 0 || belongs_to_building(text, end)) return;
      out.append(text.substr(at, end - at));
      at = end;
      while (separator(text, at) == 1 && at + 1 < text.size() && is_digit(text[at + 1])) {
        out += U'-';
        for (++at; at < text.size() && is_digit(text[at]); ++at) out += text[at];
      }
    }
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
  text = trim(text, U" -,、・");
  while (text.size() > 1 && is_hyphen(text[0]) && (is_digit(text[1]) || is_latin(text[1]) || text[0] != U'ー'))
    text.remove_prefix(1);
  constexpr View brackets[] = {U"()", U"【】", U"[]"};
  for (View pair : brackets)
    if (text.size() > 2 && text[0] == pair[0] && text.find(pair[1]) == text.size() - 1)
      return Chars(text.substr(1, text.size() - 2));
  return Chars(text);
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

Block read_block(View text, Counting counting) {
  Block out;
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
  if (number_follows) out.rest += scan.numbers();
  out.building = building_of(text.substr(scan.at));
  return out;
}

}  // namespace musubi::normalize
