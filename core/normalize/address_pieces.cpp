#include "core/normalize/address_pieces.hpp"

#include <algorithm>

#include "core/normalize/block_building.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/place_former.hpp"
#include "core/normalize/split_codes.hpp"

namespace musubi::normalize {

bool has_towns(const City& city) {
  if (city.end_town - city.first_town != 1) return city.first_town < city.end_town;
  return city.name.find(Towns::all().town(city.first_town).name) == std::string_view::npos;
}

bool is_post_office(View behind_town) {
  return end_of_post_box(behind_town) && (behind_town.starts_with(U"郵便局") || behind_town.starts_with(U'局'));
}

bool has_stray_end(const Place& place, View tail) {
  size_t at = 1;
  return place.town && place.town->chome && !place.street_end && tail.starts_with(U'町') && scan_number(tail, at) > 0;
}

uint32_t code_of(const Place& place, bool names_no_town, const Block& block, View street) {
  if (!place.city) return 0;
  const bool undivided = !has_towns(*place.city);
  if (!place.town && !undivided) return block.rest.empty() || !names_no_town || !place.city->name.ends_with("村") ? 0 : place.city->code;
  const Town& town = place.town ? *place.town : Towns::all().town(place.city->first_town);
  const auto codes = Towns::all().codes(town);
  if (codes.size() < 2) return codes.empty() ? 0 : codes[0];
  Within within{.street = street, .place = block.town, .lot = block.rest};
  size_t at = 0;
  if (const int64_t n = scan_number(within.place, at); n > 0 && within.place.substr(at).starts_with(U'丁')) {
    within.chome = n;
    within.place.remove_prefix(at + (within.place.substr(at).starts_with(U"丁目") ? 2 : 1));
  }
  if (within.lot.starts_with(U'字')) {
    within.place = within.lot.substr(0, before_number(within.lot));
    within.lot.remove_prefix(within.place.size());
  }
  return code_within(town, within);
}

bool is_of_region(uint32_t code, const City& city) {
  constexpr uint32_t region = 100'000;
  const Towns& all = Towns::all();
  if (city.code / region == code / region) return true;
  for (uint32_t t = city.first_town; t < city.end_town; ++t)
    for (uint32_t own : all.codes(all.town(t)))
      if (own / region == code / region) return true;
  return false;
}

Chars behind_place(const Place& place, View text) {
  size_t end = std::min(place.end, text.size());
  if (place.street_end <= end) return Chars(text.substr(end));
  return Chars(text.substr(end, place.street_begin - end)).append(text.substr(place.street_end));
}

View city_named(View text) {
  text = trim(text);
  if (const size_t whole = match_prefecture(text).end; whole && whole < text.size())
    return trim(text.substr(whole));
  for (size_t size : {size_t(2), size_t(3)})  // 神奈川横浜市
    if (const View rest = trim(text.substr(std::min(size, text.size())));
        !Towns::all().find_cities(hash_of(fold_place(rest).view())).empty())
      return rest;
  return text;
}

}  // namespace musubi::normalize
