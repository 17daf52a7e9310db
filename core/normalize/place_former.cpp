#include "core/normalize/place_former.hpp"

#include "core/normalize/former_cities.hpp"
#include "core/normalize/place_town.hpp"
#include "core/normalize/prefecture.hpp"

namespace musubi::normalize {
namespace {

/// The town behind a former municipality whose name fills [from, end): named as it is now, with the whole
/// name (佐久間町中部), with its stem (水沢市大手町 is 水沢大手町) or its stem and 区 before it
/// (大潟町土底浜), or, before a number, as the stem alone (豊科町4932).
Place in_former(const Towns& all, const Folded& text, size_t from, size_t end, uint32_t city) {
  Place place;
  place.city = &all.cities()[city];
  place.pref = place.city->pref;
  place.end = text.ends[end - 1];
  place.former = true;
  size_t best = 0;
  const std::pair<size_t, Altered> ways[] = {
      {end, {}}, {from, {}}, {from, {end - 1}}, {from, {end - 1, U'区'}}};
  for (auto [start, altered] : ways) {
    const FoundTown found = find_town(text, start, city, altered);
    const size_t reach = start + found.size, least = altered.at == View::npos ? end : end + 1;
    if (!found.town || reach <= best || reach < least) continue;
    best = reach;
    place.town = found.town;
    place.end = text.ends[best - 1];
  }
  if (!place.town && end < text.size && number_follows(text, end - 1))
    if (const FoundTown stem = find_town(text, from, city, {end - 1}); stem.size == end - 1 - from)
      place.town = stem.town;
  return place;
}

}  // namespace

Place match_prefecture(View text) {
  constexpr size_t longest = 4, bytes_a_kanji = 3;
  Place place;
  std::string head = utf8(text.substr(0, longest));
  for (std::string_view pref : prefectures)
    if (head.starts_with(pref)) place.pref = pref, place.end = pref.size() / bytes_a_kanji;
  return place;
}

Place match_former(View text, const Folded& folded) {
  const Towns& all = Towns::all();
  const FormerCities& former = FormerCities::all();
  Place pref = match_prefecture(text), best;
  size_t start = 0;
  while (start < folded.size && folded.ends[start] <= pref.end) ++start;
  size_t district = folded.view().substr(0, start + 7).find(U'郡', start + 1);
  for (size_t from : {start, district == View::npos ? start : district + 1}) {
    uint64_t hash = hash_start;
    for (size_t i = from; i < folded.size && i < from + 10 && folded.chars[i] != name_end; ++i) {
      hash = hash_add(hash, folded.chars[i]);
      if (!folded.ends[i] || i == from) continue;
      for (uint32_t city : former.find(hash)) {
        if (!pref.pref.empty() && all.cities()[city].pref != pref.pref) continue;
        Place place = in_former(all, folded, from, i + 1, city);
        if (!best.city || (place.town && (!best.town || place.end > best.end)))
          best = place;
        else if (place.city != best.city && !place.town && !best.town)
          best.ambiguous = true;
      }
    }
    if (best.town) break;
  }
  if (best.ambiguous && !best.town)
    best.city = nullptr;
  else
    best.ambiguous = false;
  return best;
}

}  // namespace musubi::normalize
