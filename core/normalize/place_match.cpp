#include "core/normalize/place_match.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/normalize/former_cities.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/place_street.hpp"

namespace musubi::normalize {
namespace {

constexpr size_t longest_city = 18, longest_town = 24;

constexpr std::array<std::string_view, 47> prefectures = {
    "北海道", "青森県", "岩手県", "宮城県",   "秋田県", "山形県",   "福島県", "茨城県", "栃木県", "群馬県",
    "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",   "石川県", "福井県", "山梨県", "長野県",
    "岐阜県", "静岡県", "愛知県", "三重県",   "滋賀県", "京都府",   "大阪府", "兵庫県", "奈良県", "和歌山県",
    "鳥取県", "島根県", "岡山県", "広島県",   "山口県", "徳島県",   "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県",   "宮崎県", "鹿児島県", "沖縄県"};

/// No place has it in its name, so that what was looked for ends before it: at the block's first number, as a rule.
constexpr char32_t name_end = U'-';

uint32_t number_of(const Towns& all, const City& city) {
  return uint32_t(&city - all.cities().data());
}

struct Found {
  const Town* town = nullptr;
  size_t size = 0;  // in folded characters
  bool headless = false;
};

bool number_follows(const Folded& text, size_t last) {
  return last + 1 >= text.size || is_numeral(text.chars[last + 1]) || is_hyphen(text.chars[last + 1]);
}

/// A short form counts only where the number follows that makes it an address, or where only its middle was
/// left out.
bool ends_short_form(const Folded& text, size_t last, const Town& town) {
  if (number_follows(text, last)) return true;
  return fold_place(read(town.name)).view().back() == text.chars[last];
}

/// The longest town of `city` that begins at `from` of the folded text, where the character at `skip` does
/// not count; a full name wins over a short form.
Found find_town(const Towns& all, const Folded& text, size_t from, uint32_t city, size_t skip = View::npos) {
  Found exact, alias, headless;
  uint64_t hash = Towns::start_in(city);
  for (size_t i = from; i < text.size && i < from + longest_town; ++i) {
    if (text.chars[i] == name_end) break;
    if (i == skip) continue;
    hash = hash_add(hash, text.chars[i]);
    if (!text.ends[i]) continue;
    if (uint32_t t = all.find(hash, false); t != Towns::none)
      exact = {&all.town(t), i + 1 - from};
    else if (uint32_t s = all.find(hash, true); s != Towns::none && ends_short_form(text, i, all.town(s)))
      alias = {&all.town(s), i + 1 - from};
    else if (text.chars[i] != U'町' || !number_follows(text, i))
      continue;
    else if (uint32_t h = all.find_headless(hash); h != Towns::none)
      headless = {&all.town(h), i + 1 - from, true};
  }
  if (exact.town) return exact;
  return alias.town ? alias : headless;
}

/// Whether the address ends at `at`, or a number that is part of no street stands there: the block.
bool begins_block(const Folded& text, size_t at) {
  if (at >= text.size || is_hyphen(text.chars[at])) return true;
  size_t end = at;
  while (end < text.size && is_numeral(text.chars[end])) ++end;
  return end > at && (end == text.size || View(U"条丁筋").find(text.chars[end]) == View::npos);
}

/// The first town in [from, block) of the folded text, and where it begins.
std::pair<Found, size_t> find_town_behind(const Towns& all, const Folded& text, size_t from, uint32_t city) {
  for (size_t at = from; at < text.size; ++at) {
    if (!text.ends[at - 1]) continue;
    if (Found found = find_town(all, text, at, city); found.town) return {found, at};
    if (begins_block(text, at)) break;
  }
  return {};
}

/// Kyoto writes streets before the town (河原町通丸太町上る桝屋町), some lists behind it (桝屋町河原町通丸太町上る).
/// `place` has the city, and the town that begins at `from` if there is one.
void take_street(Place& place, const Towns& all, const Folded& text, size_t from, Found first,
                 uint32_t city) {
  bool directed = false;
  size_t behind = end_of_street(text.view(), from, directed);
  if (!behind || !text.ends[behind - 1]) return;
  size_t block = behind;  // 上る二丁目下天神町: the second block of the street, unless the town is called so
  while (block < text.size && is_numeral(text.chars[block])) ++block;
  bool counted = block > behind && text.view().substr(block).starts_with(U"丁目");
  size_t counted_end = counted ? block + 2 : behind;
  for (size_t start : {counted_end, behind}) {
    auto [found, at] = find_town_behind(all, text, start, city);
    if (!found.town) continue;
    place.town = found.town;
    place.street_begin = text.end_before(from);
    place.street_end = text.end_before(at);
    place.end = text.ends[at + found.size - 1];
    return;
  }
  if (!directed) return;
  place.street_begin = text.end_before(from + first.size);
  place.street_end = text.ends[(first.town ? counted_end : behind) - 1];
  if (!first.town) place.end = place.street_end;
}

void take(Place& place, const Towns& all, const Folded& text, size_t from, uint32_t city) {
  place.city = &all.cities()[city];
  place.pref = place.city->pref;
  place.end = text.end_before(from);
  Found found = find_town(all, text, from, city);
  place.town = found.town;
  place.headless = found.headless;
  if (found.town) place.end = text.ends[from + found.size - 1];
  if (place.city->name.starts_with("京都市") && !begins_block(text, from + found.size))
    take_street(place, all, text, from, found, city);
}

/// The best of the cities whose name ends at `from`: the one whose town follows, the only one, or none.
Place best_of(const Towns& all, const Folded& text, size_t from, std::span<const uint32_t> cities) {
  Place best;
  bool tie = false;
  for (uint32_t city : cities) {
    Place place;
    take(place, all, text, from, city);
    if (best.city && place.end == best.end && (place.town != nullptr) == (best.town != nullptr)) tie = true;
    if (!best.city || (place.town && (!best.town || place.end > best.end))) best = place, tie = false;
  }
  if (tie && best.city) {
    best.ambiguous = true;
    bool one_pref = std::all_of(cities.begin(), cities.end(),
                                [&](uint32_t c) { return all.cities()[c].pref == best.pref; });
    if (!one_pref) best.pref = {};
    best.city = nullptr, best.town = nullptr;
    best.end = text.end_before(from), best.street_begin = best.street_end = 0;
  }
  return best;
}

Place match_prefecture(View text) {
  constexpr size_t longest = 4, bytes_a_kanji = 3;
  Place place;
  std::string head = utf8(text.substr(0, longest));
  for (std::string_view pref : prefectures)
    if (head.starts_with(pref)) place.pref = pref, place.end = pref.size() / bytes_a_kanji;
  return place;
}

/// The town behind a former municipality whose name fills [from, end): named as it is now, with the whole
/// name (佐久間町中部) or with its stem (水沢市大手町 is 水沢大手町) before it.
Place in_former(const Towns& all, const Folded& text, size_t from, size_t end, uint32_t city) {
  Place place;
  place.city = &all.cities()[city];
  place.pref = place.city->pref;
  place.end = text.ends[end - 1];
  place.former = true;
  size_t best = 0;
  for (auto [start, skip] :
       {std::pair(end, View::npos), std::pair(from, View::npos), std::pair(from, end - 1)})
    if (Found found = find_town(all, text, start, city, skip);
        found.town && start + found.size > std::max(best, end)) {
      best = start + found.size;
      place.town = found.town;
      place.end = text.ends[best - 1];
    }
  return place;
}

/// A municipality by a name that it or a part of it had before: 静岡県清水市, 磐田郡佐久間町.
Place match_former(const Towns& all, const FormerCities& former, View text, const Folded& folded) {
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

/// A town that only one city has, where no city is named.
Place match_unique_town(const Towns& all, const Folded& text) {
  Place place;
  uint64_t hash = hash_start;
  for (size_t i = 0; i < text.size && i < longest_town && text.chars[i] != name_end; ++i) {
    hash = hash_add(hash, text.chars[i]);
    if (i < 2 || !text.ends[i]) continue;
    uint32_t t = all.find_unique(hash);
    if (t == Towns::none) continue;
    place.town = &all.town(t);
    place.city = &all.cities()[place.town->city];
    place.pref = place.city->pref;
    place.end = text.ends[i];
    place.by_town = true;
  }
  return place;
}

}  // namespace

Place match_place(View text) {
  const Towns& all = Towns::all();
  Folded folded = fold_place(text);
  struct Hit {
    size_t size;
    std::span<const uint32_t> cities;
  };
  std::array<Hit, longest_city> hits;
  size_t count = 0;
  uint64_t hash = hash_start;
  for (size_t i = 0; i < folded.size && i < longest_city && folded.chars[i] != name_end; ++i) {
    hash = hash_add(hash, folded.chars[i]);
    if (!folded.ends[i]) continue;
    if (auto cities = all.find_cities(hash); !cities.empty()) hits[count++] = {i + 1, cities};
  }
  Place longest;
  for (size_t i = count; i-- > 0;) {
    auto holds = [&](uint32_t city) { return longest.city == &all.cities()[city]; };
    if (longest.city && std::any_of(hits[i].cities.begin(), hits[i].cities.end(), holds))
      continue;  // 新潟市 of 新潟市南区
    Place place = best_of(all, folded, hits[i].size, hits[i].cities);
    if (place.town) return place;
    if (!longest.end) longest = place;
  }
  Place former = match_former(all, FormerCities::all(), text, folded);
  if (former.town || (former.end && !longest.end)) return former;
  if (longest.end) return longest;
  if (Place pref = match_prefecture(text); pref.end) return pref;
  return match_unique_town(all, folded);
}

Chars without_street(View town, View city) {
  const Towns& all = Towns::all();
  auto cities = all.find_cities(hash_of(fold_place(city).view()));
  if (cities.empty()) return Chars(town);
  Place place = match_town(town, all.cities()[cities[0]]);
  return Chars(town).erase(place.street_begin, place.street_end - place.street_begin);
}

Place match_town(View text, const City& city) {
  const Towns& all = Towns::all();
  Place place;
  take(place, all, fold_place(text), 0, number_of(all, city));
  return place;
}

}  // namespace musubi::normalize
