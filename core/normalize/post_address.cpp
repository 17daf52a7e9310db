#include "core/normalize/post_address.hpp"

#include <algorithm>
#include <iterator>

#include "core/normalize/key.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/towns.hpp"

namespace musubi::normalize {
namespace {

/// Villages of islands whose own offices have no number in their address.
constexpr View unnumbered[] = {U"小笠原村", U"御蔵島村"};
constexpr View without_towns = U"青ヶ島村";

/// Of large offices: no town has the code, and its second half begins with 8.
bool is_of_one_office(const std::string& postal_code) {
  constexpr size_t digits = 7, second_half = 3;
  uint32_t code = 0;
  size_t count = 0;
  bool eight = false;
  for (char c : postal_code) {
    if (c < '0' || c > '9') continue;
    if (count == second_half) eight = c == '8';
    code = code * 10 + uint32_t(c - '0');
    ++count;
  }
  return count == digits && eight && Towns::all().with_code(code).empty();
}

/// ハイツ天神, 山田様方; not 101号室, 3F.
bool names_a_building(View building) {
  return std::any_of(building.begin(), building.end(), [](char32_t c) {
    return (is_kanji(c) || is_kana(c) || is_latin(c)) && View(U"号室階ーFf").find(c) == View::npos;
  });
}

}  // namespace

bool takes_post(std::string_view shown) {
  const Chars text = read(shown);
  if (!is_japanese(text) && std::any_of(text.begin(), text.end(), is_latin)) return true;
  const Address a = address(shown);
  if (names_a_house({a.postal_code, a.pref, a.city, a.town, a.rest, a.building})) return true;
  const Chars city = read(a.city);
  if (city == without_towns) return true;
  const bool in_town = !a.town.empty() || !a.rest.empty();
  if (in_town && std::find(std::begin(unnumbered), std::end(unnumbered), city) != std::end(unnumbered)) return true;
  if (in_town && names_a_building(read(a.building))) return true;
  return !a.city.empty() && is_of_one_office(a.postal_code);
}

}  // namespace musubi::normalize
