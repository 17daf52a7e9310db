#include "core/normalize/dwelling.hpp"

#include "core/normalize/block_words.hpp"
#include "core/normalize/numeral.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

size_t house_word(View text, size_t at) {
  for (View word : {View(U"号棟"), View(U"号館"), View(U"番館"), View(U"棟"), View(U"館")})
    if (starts(text, at, word)) return word.size();
  return 0;
}

bool is_latin_at(View text, size_t at) {
  return at < text.size() && is_latin(text[at]);
}

/// One letter that is no part of a word.
bool is_letter(View text, size_t at) {
  return is_latin_at(text, at) && !is_latin_at(text, at + 1) && !(at > 0 && is_latin(text[at - 1]));
}

size_t behind_digits(View text, size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

/// Digits of which a word behind them says that they count floors.
bool is_floor(View text, size_t begin, size_t end) {
  constexpr size_t longest = 2;
  if (starts(text, end, U"階")) return true;
  return end - begin <= longest && end < text.size() && upper(text[end]) == U'F' &&
         !is_latin_at(text, end + 1);
}

/// 一〇一号室, 二百三 as digits: numbers of three digits and more in kanji that end a word.
Chars rooms_in_digits(View text) {
  constexpr int64_t least = 100;
  Chars out;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    const int64_t n = is_digit(text[at]) || (at > 0 && is_numeral(text[at - 1])) ? -1 : scan_number(text, end);
    const bool room = n >= least && end > at + 1 && (ends_or_space(text, end) || View(U"号室)-").find(text[end]) != View::npos);
    if (room) out += text::to_code_points(std::to_string(n));
    else out += text[at];
    at = room ? end : at + 1;
  }
  return out;
}

struct Scan {
  View text;
  std::vector<Chars> house, room;

  /// A棟, 東棟, 二号棟, 3号館 at `at`: where it ends, or `at`.
  size_t take_house(size_t at) {
    size_t end = at;
    const bool letter = is_letter(text, at) ||
                        (View(U"東西南北").find(text[at]) != View::npos && starts(text, at + 1, U"棟"));
    if (letter) end = at + 1;
    const int64_t n = is_kanji(text[at]) && letter ? -1 : scan_number(text, end);  // B10棟
    const size_t word = end > at ? house_word(text, end) : 0;
    if (!word) return at;
    if (letter) house.emplace_back(1, upper(text[at]));
    if (n >= 0) house.push_back(text::to_code_points(std::to_string(n)));
    return end + word;
  }

  /// Whether a number, or a letter before one, begins at `at`: also the letter in which a name ends, with a
  /// space or a hyphen behind it or none (コーポB201, コーポB 201, コーポB-201).
  bool begins_room(size_t at) const {
    if (is_digit(text[at])) return true;
    if (!is_letter(text, at) || at + 1 >= text.size()) return false;
    const size_t next = at + 1 + (text[at + 1] == U' ' || is_hyphen(text[at + 1]));
    return next < text.size() && is_digit(text[next]);
  }

  /// Whether the number at `at` ends a name, as in グリーンハイツ2-301; that of an estate counts its houses.
  bool ends_name(size_t at) const {
    if (at == 0 || !is_digit(text[at])) return false;
    const View name = text.substr(0, at);
    for (View estate : {View(U"団地"), View(U"住宅"), View(U"宿舎"), View(U"社宅")})
      if (name.ends_with(estate)) return false;
    const char32_t last = name.back();
    return (is_kana(last) || is_kanji(last)) && View(U"棟館階号室の").find(last) == View::npos;
  }

  bool floor_follows(size_t at) const {
    const size_t start = skip_spaces(text, at), end = behind_digits(text, start);
    return end > start && is_floor(text, start, end);
  }

  /// 301, A301, 2-301, 301B at `at`: where it ends.
  size_t take_room(size_t at) {
    std::vector<Chars> run;
    const size_t begin = at;
    size_t digits = 0;
    for (;;) {
      if (is_letter(text, at)) {
        run.emplace_back(1, upper(text[at++]));
        if (run.size() == 1 && at < text.size() && text[at] == U' ') ++at;
      } else {
        const size_t end = behind_digits(text, at);
        if (end == at) break;
        if (is_floor(text, at, end)) {
          run.clear();
          return end + 1;
        }
        run.emplace_back(text.substr(at, end - at));
        digits = end - at;
        at = end;
      }
      if (at + 1 < text.size() && is_hyphen(text[at]) && (is_digit(text[at + 1]) || is_letter(text, at + 1)))
        ++at;
    }
    constexpr size_t least_of_room = 3;
    if (run.size() > 1 && digits >= least_of_room && ends_name(begin)) run.erase(run.begin());
    if (run.size() == 1 && digits && digits < least_of_room && ends_name(begin) && floor_follows(at)) return at;  // むすびタワー60 45F
    const bool named = begin > 0 && text[begin - 1] == U'第';
    const bool ends = ends_or_space(text, at) || View(U"号室()、・").find(text[at]) != View::npos;
    if (digits && !named && (ends || digits >= least_of_room)) room = std::move(run);
    return at;
  }
};

}  // namespace

std::vector<Chars> dwelling_of(View typed) {
  const Chars building = rooms_in_digits(typed);
  Scan scan{building, {}, {}};
  for (size_t at = 0; at < building.size();) {
    const size_t before = at;
    if (at = scan.take_house(at); at > before) continue;
    if (scan.begins_room(at)) at = scan.take_room(at);
    at += at == before;
  }
  scan.house.insert(scan.house.end(), scan.room.begin(), scan.room.end());
  return std::move(scan.house);
}

}  // namespace musubi::normalize
