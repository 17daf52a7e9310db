//   strict  = prefecture area ["|" number *("-" number)] *("-" house) *("-" room)
//   loose   = area ["|" number ["-" number]]          numbers of digits alone; without ケ, ツ and ノ between kanji
//   Where the street has no number, the building's name stands before house and room, as the third number, so
//   that other buildings are neighbours; where the town has none either, in both keys for the numbers.
//   At a post office the key is the prefecture and area ["|" office 私書箱] ["-" number].
//   numbers = of 丁目, then of 地割, 線, 部, 区 or 字 at the end of the town, then of the block
#include "core/normalize/address_key.hpp"

#include <algorithm>

#include "core/normalize/block_building.hpp"
#include "core/normalize/block_words.hpp"
#include "core/normalize/dwelling.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/place_match.hpp"
#include "core/normalize/small_place.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

Chars part(const std::vector<std::string>& parts, size_t i) {
  return i < parts.size() ? read(parts[i]) : Chars();
}

/// The number before `at`, of which `start` is where it begins; -1 if none is there.
int64_t number_before(View text, size_t at, size_t& start) {
  start = at;
  while (start > 0 && is_numeral(text[start - 1])) --start;
  size_t end = start;
  const int64_t n = start < at ? scan_number(text, end) : -1;
  return end == at ? n : -1;
}

/// 三丁目 as its number, taken out of the town.
int64_t take_chome(Chars& town) {
  const size_t at = town.rfind(U'丁');
  size_t start = 0;
  const int64_t n = at == Chars::npos ? -1 : number_before(town, at, start);
  if (n >= 0) town.erase(start, at + (starts(town, at + 1, U"目") ? 2 : 1) - start);
  return n;
}

/// 第3地割, 8区, 20部, 2字, 西2線 at the end of the town as its number, taken off.
int64_t take_counted(Chars& town) {
  for (View word : {View(U"地割"), View(U"線"), View(U"部"), View(U"区"), View(U"字")}) {
    if (!town.ends_with(word)) continue;
    size_t start = 0;
    const int64_t n = number_before(town, town.size() - word.size(), start);
    if (n < 0) return -1;
    town.resize(start > 0 && town[start - 1] == U'第' ? start - 1 : start);
    return n;
  }
  return -1;
}

/// Whether the letter at `at` counts lots: 491-イ, 14-イ22, 8-1-B.
bool is_lot(View text, size_t at) {
  const auto bounds = [](char32_t c) { return is_digit(c) || is_hyphen(c); };
  return (is_lot_letter(text[at]) || is_latin(text[at])) && at > 0 && bounds(text[at - 1]) &&
         (at + 1 == text.size() || bounds(text[at + 1]) || View(U"、・〜(").find(text[at + 1]) != View::npos);
}

/// The numbers and lots' letters of a block, appended.
void add_numbers(std::vector<Chars>& numbers, View text) {
  text = text.substr(0, text.find(U'('));  // remarks
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    if (i == start) {
      if (is_lot(text, i)) numbers.emplace_back(1, is_hiragana(text[i]) ? text[i] + 0x60 : upper(text[i]));
      ++i;
    } else if (!starts(text, i, U"筆")) {  // 外2筆 counts other lots
      numbers.emplace_back(text.substr(start, i - start));
    }
  }
}

/// A street of Kyoto in a town.
bool has_street(View city, View town) {
  constexpr View marks[] = {U"上る", U"下る", U"東入", U"西入"};
  return city.starts_with(U"京都市") &&
         std::any_of(std::begin(marks), std::end(marks), [&](View m) { return town.find(m) != View::npos; });
}

/// What a building is called, without the floors and rooms behind: 大五ビル for 大五ビル 10階1002号室.
Chars name_of_building(View building) {
  size_t end = building.size();
  for (;;) {
    size_t at = end;
    while (at > 0 && (building[at - 1] == U' ' || is_dash(building[at - 1]))) --at;
    for (View counter : {View(U"号室"), View(U"号"), View(U"室"), View(U"階"), View(U"F")})
      if (building.substr(0, at).ends_with(counter)) {
        at -= counter.size();
        break;
      }
    const size_t behind = at;
    while (at > 0 && is_digit(building[at - 1])) --at;
    if (at == behind) break;
    end = at;
  }
  Chars name(building.substr(0, end));
  std::erase_if(name, is_dash);
  return Chars(fold_place(name).view());
}

/// Whether a building is known by its name and a number: 御堂筋ビル501, 10号棟201; not 501号室, 3F, A201.
bool names_a_room(View building) {
  constexpr size_t least_of_latin = 2;
  const auto names = [](char32_t c) {
    return (is_kanji(c) || is_kana(c)) && View(U"号室階ー").find(c) == View::npos;
  };
  const auto latin = [](char32_t c) { return is_latin(c) && upper(c) != U'F'; };
  return std::any_of(building.begin(), building.end(), is_digit) &&
         (std::any_of(building.begin(), building.end(), names) ||
          size_t(std::count_if(building.begin(), building.end(), latin)) >= least_of_latin);
}

/// A box at a post office, of which the words end at `end`: its office and its number, however it is written (渋谷郵便局 私書箱第十二号).
/// Without a number (郵便局留め) it is nobody's alone, so no house.
Keys box_keys(View pref, View area, View building, size_t end) {
  Chars office = Chars(fold_place(building.substr(0, end)).view()), numbers;
  if (const size_t again = office.find(U"郵便私書箱"); again != Chars::npos) office.erase(again, 2);
  for (size_t at = end; at < building.size();) {
    const size_t start = at;
    const int64_t n = scan_number(building, at);
    if (n >= 0 && at > start)
      numbers.append(U"-").append(text::to_code_points(std::to_string(n)));
    else
      at = start + 1;
  }
  const Chars key = Chars(fold_place(area).view()).append(numbers.empty() ? U"" : U"|").append(office).append(numbers);
  return {utf8(Chars(fold_place(pref).view()) + key), utf8(key)};
}

/// 小字坂口 of a town is 字坂口.
Chars without_small(Chars place) {
  for (size_t at = place.find(U"小字"); at != Chars::npos; at = place.find(U"小字", at)) place.erase(at, 1);
  return place;
}

}  // namespace

Keys address_keys(const std::vector<std::string>& parts) {
  const Chars pref = part(parts, 1), city = part(parts, 2), street = part(parts, 4), building = part(parts, 5);
  Chars town = part(parts, 3);
  if (const size_t box = street.empty() ? end_of_post_box(building) : 0) return box_keys(pref, city + town, building, box);
  if (city.starts_with(U"京都市")) town = without_street(town, city);  // half the people leave it out
  std::vector<Chars> numbers;
  const int64_t counted = take_counted(town), chome = take_chome(town);
  for (int64_t n : {chome, counted})
    if (n >= 0) numbers.push_back(text::to_code_points(std::to_string(n)));
  add_numbers(numbers, street);
  const size_t first = size_t(std::find_if(street.begin(), street.end(), is_digit) - street.begin());
  Chars area = Chars(fold_place(city).view()).append(fold_place(without_small(town) + without_small(street.substr(0, first))).view());
  if (area.empty()) area = part(parts, 0);
  if (area.empty()) return {};
  Keys out{utf8(Chars(fold_place(pref).view()) + area), utf8(without_joints(area))};
  size_t digits = 0;
  for (size_t i = 0; i < numbers.size(); ++i) {
    out.strict += (i ? "-" : "|") + utf8(numbers[i]);
    if (is_digit(numbers[i][0]) && ++digits <= 2) out.loose += (digits > 1 ? "-" : "|") + utf8(numbers[i]);
  }
  const bool only_there =
      first == street.size() && (!numbers.empty() || (!town.empty() && names_a_room(building)));
  if (const Chars name = only_there ? name_of_building(building) : Chars(); !name.empty()) {
    if (numbers.empty()) out.loose += "|" + utf8(name);
    out.strict += (numbers.empty() ? "|" : numbers.size() == 1 ? "--" : "-") + utf8(name);
  }
  for (const Chars& mark : dwelling_of(building)) out.strict += "-" + utf8(mark);
  return out;
}

bool names_a_house(const std::vector<std::string>& address) {
  const Chars city = part(address, 2), street = part(address, 4);
  Chars town = part(address, 3);
  if (std::any_of(street.begin(), street.end(), is_digit) || street.find(U'番') != Chars::npos) return true;
  const Chars building = part(address, 5);
  if (const size_t box = street.empty() ? end_of_post_box(building) : 0)
    return std::any_of(building.begin() + std::ptrdiff_t(box), building.end(), is_numeral);
  if (!town.empty() && names_a_room(building)) return true;
  const bool on_street = has_street(city, town), block = take_chome(town) >= 0;
  if (block && town.find(U'条') != Chars::npos) return true;
  return (block || on_street) && !building.empty();
}

}  // namespace musubi::normalize
