#include "core/normalize/company_store.hpp"

#include <algorithm>

#include "core/normalize/company_words.hpp"
#include "core/normalize/place_name.hpp"

namespace musubi::normalize {
namespace {

constexpr size_t longest_place = 8;

/// Without a part (北口) or block (三丁目) of a place.
View without_part(View text) {
  const size_t part = text.ends_with(U"丁目") ? number_start(text, text.size() - 2) : place_part_start(text);
  return part > 1 ? text.substr(0, part) : text;
}

/// A place behind other letters (幕張 of イオンモール幕張), which is more than a town where those are of the same kind: not 泉 of 小泉.
bool ends_in_place(View text) {
  if (is_place_name(text)) return true;
  for (size_t begin = text.size() > longest_place ? text.size() - longest_place : 1; begin + 1 < text.size(); ++begin) {
    if (is_katakana(text[begin])) continue;
    const bool borders = !is_kanji(text[begin - 1]) && is_kanji(text[begin]);
    if (place_size(text.substr(begin)) >= (borders ? PlaceSize::town : PlaceSize::quarter)) return true;
  }
  return false;
}

/// 渋谷 of 渋谷道玄坂; what goods and cooking come from is none, nor is a house's name (山形屋).
bool begins_with_place(View text) {
  for (View origin : {View(U"中国"), View(U"国際"), View(U"海外")})
    if (text.starts_with(origin)) return false;
  for (size_t size = std::min(text.size(), longest_place); size > 1; --size)
    if (place_size(text.substr(0, size)) > PlaceSize::town) return text.substr(size, 1) != U"屋";
  return false;
}

}  // namespace

bool is_store(View word) {
  const View before = word.substr(0, word.size() - 1);
  return ordinal_start(before, before.size()) == 0 || ends_in_place(without_part(before)) || begins_with_place(before);
}

}  // namespace musubi::normalize
