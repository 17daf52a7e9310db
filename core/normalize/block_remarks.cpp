#include "core/normalize/block_remarks.hpp"

#include <algorithm>

#include "core/normalize/block_words.hpp"
#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

bool names_building(View text) {
  constexpr View words[] = {U"ビル",   U"マンション", U"ハイツ", U"コーポ", U"アパート", U"館",  U"荘",
                            U"号",     U"階",         U"F",      U"方",     U"内",       U"様",  U"庁",
                            U"タワー", U"センター",   U"本社",   U"支店",   U"校",       U"病院"};
  return std::any_of(std::begin(words), std::end(words), [&](View w) { return text.find(w) != View::npos; });
}

/// Whether what stands in brackets tells lots or families apart: 地番, 単身, A棟, 隔地駐車場は30-7.
bool is_of_number(View text) {
  constexpr View words[] = {U"地番",       U"番地", U"住居表示", U"単身", U"家族",
                            U"ファミリー", U"棟",   U"世帯",     U"以下", U"未定"};
  return std::any_of(std::begin(words), std::end(words),
                     [&](View w) { return text.find(w) != View::npos; }) ||
         (std::any_of(text.begin(), text.end(), is_digit) && !names_building(text));
}

/// (301) behind the number is the room.
bool is_bare_room(View text) {
  constexpr size_t least = 3, most = 4;
  return text.size() >= least && text.size() <= most && std::all_of(text.begin(), text.end(), is_digit);
}

/// 先, 地先, ほか, 外2筆 at `at`: how long it is; 0 if something else follows.
size_t beside(View text, size_t at) {
  size_t end = at;
  for (View word : {View(U"地先"), View(U"先"), View(U"ほか"), View(U"他"), View(U"外")})
    if (take(text, end, word)) break;
  if (end == at) return 0;
  size_t digits = end;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits > end && starts(text, digits, U"筆")) end = digits + 1;
  return ends_or_space(text, end) ? end - at : 0;
}

}  // namespace

void take_lots(View text, size_t& at, Chars& out) {
  while (at + 1 < text.size() && View(U"、・,〜~").find(text[at]) != View::npos && is_digit(text[at + 1])) {
    size_t end = at + 1;
    if (scan_number(text, end) < 0 || belongs_to_building(text, end)) return;
    out += text[at] == U'~' ? U'〜' : text[at];
    out.append(text.substr(at + 1, end - at - 1));
    at = end;
    while (separator(text, at) == 1 && at + 1 < text.size() && is_digit(text[at + 1])) {
      out += U'-';
      for (++at; at < text.size() && is_digit(text[at]); ++at) out += text[at];
    }
    take(text, at, U"番地");
  }
}

void take_remarks(View text, size_t& at, Chars& out) {
  constexpr View open_ends[] = {U"以下未定", U"以下非公開", U"以下", U"未定", U"地番"};
  for (View word : open_ends)
    if (starts(text, at, word)) {
      out += word;
      at += word.size();
      return;
    }
  if (const size_t size = beside(text, at)) {
    out.append(text.substr(at, size));
    at += size;
    return;
  }
  if (starts(text, at, U"組") && ends_or_space(text, at + 1)) out += text[at++];
  while (at < text.size() && text[at] == U'(') {
    size_t close = text.find(U')', at);
    if (close == View::npos || is_bare_room(text.substr(at + 1, close - at - 1)) ||
        !is_of_number(text.substr(at + 1, close - at - 1)))
      return;
    out.append(text.substr(at, close + 1 - at));
    at = close + 1;
    while (at < text.size() &&
           (is_digit(text[at]) || is_hyphen(text[at]) || View(U"、・,").find(text[at]) != View::npos))
      out += is_hyphen(text[at]) ? U'-' : text[at], ++at;
  }
}

}  // namespace musubi::normalize
