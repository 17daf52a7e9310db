#include "core/normalize/place_match.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/normalize/place_former.hpp"
#include "core/normalize/place_kyoto.hpp"
#include "core/normalize/place_street.hpp"
#include "core/normalize/place_town.hpp"

namespace musubi::normalize {
namespace {

constexpr size_t longest_city = 18, longest_unique = 24;

uint32_t number_of(const Towns& all, const City& city) {
  return uint32_t(&city - all.cities().data());
}

/// Behind a ward that is none any more, the town with the ward's name before it or alone: 水沢区大手町 is
/// 水沢大手町, 玉山区渋民 is 渋民. `at`: where the town begins.
FoundTown find_in_former_ward(const Folded& text, size_t& at, uint32_t city) {
  constexpr size_t longest_ward = 6;
  const size_t from = at, ward = text.view().substr(0, from + longest_ward).find(U'区', from + 1);
  if (ward == View::npos || !text.ends[ward]) return {};
  if (FoundTown named = find_town(text, from, city, {ward}); named.size > ward + 1 - from) return named;
  at = ward + 1;
  return find_town(text, at, city);
}

/// The town behind the 大字 that is called as the city, with it: 元善町 of 長野市大字長野元善町.
FoundTown find_behind_own_name(const Folded& text, size_t from, const City& city, uint32_t number) {
  const Folded name = fold_place(read(city.name));
  const size_t begin = name.view().find(U'郡') + 1;  // 0 + 1 behind none
  const View stem = name.view().substr(begin, name.size - 1 - begin);
  const size_t behind = from + stem.size();
  if (stem.size() < 2 || !text.view().substr(from).starts_with(stem) || !text.ends[behind - 1]) return {};
  const FoundTown found = find_town(text, behind, number);
  if (!found.town || !begins_block(text, behind + found.size)) return {};
  return {found.town, stem.size() + found.size};
}

void take(Place& place, const Towns& all, const Folded& text, size_t from, uint32_t city) {
  place.city = &all.cities()[city];
  place.pref = place.city->pref;
  place.end = text.end_before(from);
  FoundTown found = find_town(text, from, city);
  size_t at = from;
  if (!place.city->name.ends_with("区") && !begins_block(text, from + found.size))
    if (FoundTown ward = find_in_former_ward(text, at, city); ward.town && at + ward.size > from + found.size)
      found = {.town = ward.town, .size = at + ward.size - from, .headless = ward.headless},
      place.former = true;
  if (!found.town) found = find_behind_own_name(text, from, *place.city, city);
  place.town = found.town;
  place.headless = found.headless;
  place.whole = found.whole;
  place.guessed = found.guessed;
  if (found.town) place.end = text.ends[from + found.size - 1];
  if (place.city->name.starts_with("京都市")) take_street(place, text, from, found, city);
}

/// The best of the cities whose name ends at `from`: the one whose town follows, the only one, or none.
Place best_of(const Towns& all, const Folded& text, size_t from, std::span<const uint32_t> cities) {
  Place best;
  bool tie = false, outdone = false;
  for (uint32_t city : cities) {
    Place place;
    take(place, all, text, from, city);
    const bool alike = best.city && place.end == best.end && !place.town == !best.town;
    const bool equal = alike && place.whole == best.whole;
    if (equal && !place.street_end == !best.street_end) tie = true;
    const bool plainer = equal && !place.street_end && best.street_end;  // 八条内田町 is a town
    const bool fuller = alike && place.whole && !best.whole;  // 海岸 of one ward, 海岸通 of another
    if (!best.city || plainer || fuller || (place.town && (!best.town || place.end > best.end)))
      best = place, tie = false, outdone = fuller;
    else if (alike && best.whole)
      outdone |= !place.whole;
  }
  best.by_town = outdone && !tie;
  if (tie && best.city) {
    best.ambiguous = true;
    best.towns_too = best.town != nullptr;
    bool one_pref = std::all_of(cities.begin(), cities.end(),
                                [&](uint32_t c) { return all.cities()[c].pref == best.pref; });
    if (!one_pref) best.pref = {};
    best.city = nullptr, best.town = nullptr;
    best.end = text.end_before(from), best.street_begin = best.street_end = 0;
  }
  return best;
}

/// A town that only one city has, where no city is named.
Place match_unique_town(const Towns& all, const Folded& text) {
  Place place;
  size_t size = 0;
  uint64_t hash = hash_start;
  for (size_t i = 0; i < text.size && i < longest_unique && text.chars[i] != name_end; ++i) {
    hash = hash_add(hash, text.chars[i]);
    if (i < 2 || !text.ends[i]) continue;
    uint32_t t = all.find_unique(hash);
    if (t == Towns::none) continue;
    place.town = &all.town(t);
    place.city = &all.cities()[place.town->city];
    place.pref = place.city->pref;
    place.end = text.ends[i];
    place.by_town = true;
    size = i + 1;
  }
  const bool torn = size < text.size && View(U"市区町村").find(text.chars[size]) != View::npos;
  return torn ? Place() : place;  // 横浜 before 西区
}

Place match(View text, bool behind_districts);

/// A municipality behind a district that it is in no more, or that is none any more: 山越郡八雲町.
Place match_behind_district(View text) {
  constexpr size_t longest_district = 6, longest_address = 60;
  const Place typed = match_prefecture(text), shortly = typed.end ? typed : match_short_prefecture(text);
  const size_t at = text.substr(0, shortly.end + longest_district).find(U'郡', shortly.end + 1);
  if (at == View::npos) return {};
  Chars without = read(shortly.pref);
  const size_t pref = without.size();
  Place place = match(without.append(text.substr(at + 1, longest_address)), false);
  const bool known = place.city && !place.former && !place.by_town && place.end > pref &&
                     place.city->name.find("郡") != std::string_view::npos;
  if (!known) return {};
  place.shift(at + 1 - pref);
  place.former = true;
  return place;
}

/// `behind_districts`: whether to look behind a district that has no such municipality.
Place match(View text, bool behind_districts) {
  const Towns& all = Towns::all();
  Folded folded = fold_place(text);
  struct Hit {
    size_t size;
    std::span<const uint32_t> cities;
  };
  std::array<Hit, longest_city> hits;
  size_t count = 0;
  uint64_t hash = hash_start, joined = hash_start;
  for (size_t i = 0; i < folded.size && i < longest_city && folded.chars[i] != name_end; ++i) {
    hash = hash_add(hash, folded.chars[i]);
    if (!is_joint(folded.view(), i)) joined = hash_add(joined, folded.chars[i]);
    if (!folded.ends[i] || View(U"市区町村").find(folded.chars[i]) == View::npos) continue;
    auto cities = all.find_cities(hash);
    if (cities.empty() && joined != hash && !is_joint(folded.view(), i))
      cities = all.find_cities(joined);  // 四ツ街道市
    if (!cities.empty()) hits[count++] = {i + 1, cities};
  }
  Place longest;
  for (size_t i = count; i-- > 0;) {
    auto holds = [&](uint32_t city) { return longest.city == &all.cities()[city]; };
    if (longest.city && std::any_of(hits[i].cities.begin(), hits[i].cities.end(), holds))
      continue;  // 新潟市 of 新潟市南区
    Place place = best_of(all, folded, hits[i].size, hits[i].cities);
    if (place.town || place.towns_too) return place;
    if (!longest.end) longest = place;
  }
  const bool in_district = longest.city && text.substr(0, longest.end).find(U'郡') != View::npos &&
                           !longest.city->name.ends_with("市");
  if (in_district) return longest;  // 西伯郡大山町 is no other 大山町, whatever follows
  Place former = match_former(text, folded);
  const bool certain = former.town || !longest.end || (longest.ambiguous && former.city);
  if (former.end > longest.end && certain) return former;  // 境町 is itself before 境
  const bool by_name_alone = longest.city && !longest.town && match_prefecture(text).end == 0;
  if (by_name_alone && former.ambiguous && former.towns_too) return former;  // 吉田町吉田
  if (longest.end) return longest;
  if (behind_districts)
    if (Place moved = match_behind_district(text); moved.city) return moved;
  if (Place pref = match_prefecture(text); pref.end) {
    Place town = match_unique_town(all, fold_place(text.substr(pref.end)));
    if (town.pref != pref.pref) return pref;
    town.end += pref.end;
    return town;
  }
  return match_unique_town(all, folded);
}

/// With the 字 in which the town's name ends, which fold_place() leaves out.
void take_last_character(Place& place, View text) {
  if (place.town && place.town->name.ends_with("字") && text.substr(place.end).starts_with(U'字'))
    ++place.end;
}

}  // namespace

Place match_place(View text) {
  Place place = match(text, true);
  take_last_character(place, text);
  return place;
}

Chars without_street(View town, View city) {
  const Towns& all = Towns::all();
  auto cities = all.find_cities(hash_of(fold_place(city).view()));
  if (cities.empty()) return Chars(town);
  Place place = match_town(town, all.cities()[cities[0]]);
  if (!place.town) return Chars(before_street(town));
  if (place.end < town.size() && end_of_bare_streets(town, place.end) == town.size())
    return Chars(town.substr(0, place.end));
  return Chars(town).erase(place.street_begin, place.street_end - place.street_begin);
}

Place match_town(View text, const City& city) {
  const Towns& all = Towns::all();
  Place place;
  take(place, all, fold_place(text), 0, number_of(all, city));
  take_last_character(place, text);
  return place;
}

}  // namespace musubi::normalize
