#include "core/normalize/place_kyoto.hpp"

#include <algorithm>
#include <utility>

#include "core/normalize/numeral.hpp"
#include "core/normalize/place_street.hpp"

namespace musubi::normalize {
namespace {

/// The first town in [from, block) of the folded text, and where it begins.
std::pair<FoundTown, size_t> find_town_behind(const Folded& text, size_t from, uint32_t city) {
  for (size_t at = from; at < text.size; ++at) {
    if (!text.ends[at - 1]) continue;
    if (FoundTown found = find_town(text, at, city); found.town) return {found, at};
    if (begins_block(text, at)) break;
  }
  return {};
}

/// Whether a temple's name stands before the 門前町 at `at`.
bool is_before_gate(const Folded& text, size_t at) {
  return text.view().substr(at).starts_with(U"門前町") && View(U"寺院").find(text.chars[at - 1]) != View::npos;
}

/// Where 二丁目 ends at `at`; `at` if none stands there.
size_t behind_chome(View folded, size_t at) {
  size_t end = at;
  while (end < folded.size() && is_numeral(folded[end])) ++end;
  return end > at && folded.substr(end).starts_with(U"丁目") ? end + 2 : at;
}

/// Whether the town at `at` is only the end of a name that begins at `from`, behind the street: 門前町 of
/// 下る本願寺門前町.
bool is_within_name(const Folded& text, size_t from, size_t at) {
  constexpr View of_streets = U"側角筋辻条丁目通入上下東西南北";
  const View before = text.view().substr(from, at - from);
  return before.size() > 1 && std::all_of(before.begin(), before.end(), [&](char32_t c) {
           return is_kanji(c) && !is_numeral(c) && of_streets.find(c) == View::npos;
         });
}

void take_named_street(Place& place, const Folded& text, size_t from, FoundTown first, uint32_t city) {
  bool directed = false;
  size_t behind = end_of_street(text.view(), from, directed);
  if (!behind || !text.ends[behind - 1]) return;
  const size_t counted_end = behind_chome(text.view(), behind);  // 上る二丁目下天神町: the second block of the street, unless the town is called so
  const size_t behind_first = from + first.size;
  const bool town_first = first.town && text.chars[behind_first] != U'通';
  const bool ends_counted = town_first && counted_end > behind && begins_block(text, counted_end);  // 天神北町堀川通寺之内上る四丁目
  for (size_t start : {counted_end, behind}) {
    auto [found, at] = ends_counted ? std::pair<FoundTown, size_t>() : find_town_behind(text, start, city);
    const bool within = found.town && directed && is_within_name(text, start, at), gate = within && is_before_gate(text, at);
    if (!found.town || (within && !gate)) continue;
    place.town = found.town;
    place.guessed |= gate;
    const bool twice = found.town == first.town && town_first;  // 忠庵町柳馬場通松原下る(忠庵町)
    place.street_begin = text.end_before(twice ? behind_first : from);
    place.street_end = text.end_before(gate ? start : at);
    place.end = text.ends[at + found.size - 1];
    return;
  }
  if (!directed) return;
  place.street_begin = text.end_before(behind_first);
  place.street_end = text.ends[(first.town ? counted_end : behind) - 1];
  if (!first.town) place.end = place.street_end;
}

/// Streets that are named without 通 before the town: 四条烏丸長刀鉾町.
void take_bare_street(Place& place, const Folded& text, size_t from, uint32_t city) {
  const size_t at = end_of_bare_streets(text.view(), from);
  if (at == from || !text.ends[at - 1]) return;
  const FoundTown found = find_town(text, at, city);
  if (!found.town || !begins_block(text, at + found.size)) return;
  const Folded name = fold_place(read(found.town->name));
  if (name.chars[name.size - 1] != text.chars[at + found.size - 1]) return;  // 烏丸六角 is a crossing
  place.town = found.town;
  place.street_begin = text.end_before(from);
  place.street_end = text.end_before(at);
  place.end = text.ends[at + found.size - 1];
}

}  // namespace

void take_street(Place& place, const Folded& text, size_t from, FoundTown first, uint32_t city) {
  if (!begins_block(text, from + first.size)) take_named_street(place, text, from, first, city);
  if (!place.town) take_bare_street(place, text, from, city);
}

View before_street(View town) {
  for (size_t at = town.find(U'町'); at != View::npos && at + 1 < town.size(); at = town.find(U'町', at + 1)) {
    const View name = town.substr(0, at + 1), behind = town.substr(at + 1);
    if (behind[0] == U'通' || end_of_bare_streets(name, 0) == name.size()) continue;  // 河原町, a street itself
    const Folded street = fold_place(behind);
    bool directed = false;
    const size_t end = end_of_street(street.view(), 0, directed);
    if (end && behind_chome(street.view(), end) == street.size) return name;
  }
  return town;
}

}  // namespace musubi::normalize
