#include "core/normalize/place_former.hpp"

#include <algorithm>
#include <utility>

#include "core/normalize/former_cities.hpp"
#include "core/normalize/place_town.hpp"
#include "core/normalize/prefecture.hpp"

namespace musubi::normalize {
namespace {

/// The town behind a former municipality whose name fills [from, end): with the whole name (佐久間町中部),
/// with its stem and 区 (大潟町土底浜) or its stem (水沢市大手町 is 水沢大手町) before it, or named as it is
/// now; before a number, as the stem alone (豊科町4932). A stem of one character comes last, for it fits by
/// chance.
Place in_former(const Towns& all, const Folded& text, size_t from, size_t end, uint32_t city) {
  Place place;
  place.city = &all.cities()[city];
  place.pref = place.city->pref;
  place.end = text.ends[end - 1];
  place.former = true;
  size_t best = 0;
  struct Way {
    size_t start;
    Altered altered;
  };
  const Way whole{from, {}}, ward{from, {end - 1, U'区'}}, stem{from, {end - 1}}, bare{end, {}};
  const bool telling = end - from > 2;
  for (const Way& way : {whole, telling ? ward : bare, telling ? stem : ward, telling ? bare : stem}) {
    const FoundTown found = find_town(text, way.start, city, way.altered);
    const size_t reach = way.start + found.size, least = way.altered.at == View::npos ? end : end + 1;
    if (!found.town || reach <= best || reach < least) continue;
    best = reach;
    place.town = found.town;
    place.end = text.ends[best - 1];
  }
  if (!place.town && end < text.size && number_follows(text, end - 1))
    if (const FoundTown alone = find_town(text, from, city, {end - 1}); alone.size == end - 1 - from)
      place.town = alone.town;
  return place;
}

/// The same without the name where it is said again as the 大字 behind: 金木町大字金木字朝日山 is
/// 金木町朝日山.
Place in_former_once(const Towns& all, const Folded& text, size_t from, size_t end, uint32_t city) {
  const Place place = in_former(all, text, from, end, city);
  const View stem = text.view().substr(from, end - 1 - from);
  const bool again = stem.size() > 1 && text.view().substr(end).starts_with(stem);
  const bool beyond = again && (!place.town || place.end < text.ends[end + stem.size() - 1]);
  if (!beyond) return place;
  Folded once = text;
  once.size = end;
  once.digits &= (uint64_t(1) << end) - 1;
  for (size_t i = end + stem.size(); i < text.size; ++i) {
    once.digits |= uint64_t(text.is_from_digits(i)) << once.size;
    once.chars[once.size] = text.chars[i];
    once.ends[once.size++] = text.ends[i];
  }
  Place found = in_former(all, once, from, end, city);
  if (!found.town) return place;
  found.end = std::max(found.end, size_t(text.ends[end + stem.size() - 1]));
  return found;
}

/// The best of those that were called so; ambiguous where nothing tells several apart.
struct Best {
  Place place;
  bool tie = false, one_pref = true;
  size_t named = 0;  // where the name ends

  void take(const Place& other, size_t name_end) {
    if (!place.city || (other.town && (!place.town || other.end > place.end))) {
      place = other;
      named = name_end;
      tie = false;
      one_pref = true;
    } else if (other.city != place.city && !other.town == !place.town &&
               (!other.town || other.end == place.end)) {
      tie = true;
      one_pref &= other.pref == place.pref;
    }
  }

  Place result() && {
    if (!tie) return place;
    place.towns_too = place.town != nullptr;
    place.city = nullptr;
    place.town = nullptr;
    place.ambiguous = true;
    place.end = named;
    if (!one_pref) place.pref = {};
    return place;
  }
};

}  // namespace

Place match_prefecture(View text) {
  constexpr size_t shortest = 3, longest = 4, bytes_a_kanji = 3;
  Place place;
  if (text.substr(0, longest).find_first_of(U"都道府県", shortest - 1) == View::npos) return place;
  const std::string head = utf8(text.substr(0, longest));
  for (std::string_view pref : prefectures)
    if (head.starts_with(pref)) place.pref = pref, place.end = pref.size() / bytes_a_kanji;
  return place;
}

Place match_short_prefecture(View text) {
  constexpr size_t longest_name = 3, longest_district = 6;
  Place place;
  if (text.substr(0, longest_name + longest_district).find(U'郡') == View::npos) return place;
  for (std::string_view pref : prefectures) {
    const Chars whole = read(pref);
    const View name = View(whole).substr(0, whole.size() - 1);
    if (!text.starts_with(name)) continue;
    const size_t district =
        text.substr(0, name.size() + longest_district).find_first_of(U"郡区町", name.size());
    if (district != View::npos && district > name.size() && text[district] == U'郡')
      place.pref = pref, place.end = name.size();
  }
  return place;
}

namespace {

/// The places at which a former municipality's name may begin: where the address does, and behind a district.
struct Starts {
  std::string_view pref;     // as typed, also shortly; "" for none
  size_t first, behind = 0;  // 0: no district
  uint64_t district = 0;     // hash_of the one that is typed

  Starts(View text, const Folded& folded) {
    const Place whole = match_prefecture(text), named = whole.end ? whole : match_short_prefecture(text);
    pref = named.pref;
    first = 0;
    while (first < folded.size && folded.ends[first] <= named.end) ++first;
    constexpr size_t longest_district = 7;
    const size_t end = folded.view().substr(0, first + longest_district).find(U'郡', first + 1);
    if (end == View::npos) return;
    behind = end + 1;
    district = hash_of(folded.view().substr(first, behind - first));
  }
};

/// The best of those whose name begins at `from`: in the prefecture and, unless it is 0, the district.
/// `cities`: how many fit the prefecture.
Best best_at(const Folded& folded, size_t from, std::string_view pref, uint64_t district, size_t& cities) {
  constexpr size_t longest_name = 10;
  const Towns& all = Towns::all();
  const FormerCities& former = FormerCities::all();
  Best best;
  uint64_t hash = hash_start;
  for (size_t i = from; i < folded.size && i < from + longest_name && folded.chars[i] != name_end; ++i) {
    hash = hash_add(hash, folded.chars[i]);
    if (!folded.ends[i] || i == from) continue;
    for (uint32_t e : former.find(hash)) {
      const FormerCity& entry = former.entry(e);
      if (!pref.empty() && all.cities()[entry.city].pref != pref) continue;
      ++cities;
      if (district && entry.district && entry.district != district) continue;
      best.take(in_former_once(all, folded, from, i + 1, entry.city), folded.ends[i]);
    }
  }
  return best;
}

}  // namespace

Place match_former(View text, const Folded& folded) {
  const Starts starts(text, folded);
  size_t cities = 0;
  Best best = best_at(folded, starts.first, starts.pref, 0, cities);
  if (best.place.town || !starts.behind) return std::move(best).result();
  cities = 0;
  Best behind = best_at(folded, starts.behind, starts.pref, starts.district, cities);
  if (!behind.place.city && !starts.pref.empty() && cities == 1)
    behind = best_at(folded, starts.behind, starts.pref, 0, cities);
  if (behind.place.city && (!best.place.city || behind.place.town)) return std::move(behind).result();
  return std::move(best).result();
}

}  // namespace musubi::normalize
