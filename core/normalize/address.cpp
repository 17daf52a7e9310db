#include <algorithm>

#include "core/normalize/address_block.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/place_match.hpp"
#include "core/normalize/place_street.hpp"
#include "core/normalize/said_again.hpp"
#include "core/normalize/split_codes.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

/// Seven digits with or without a hyphen at `at`, moved behind them.
std::string scan_postal_code(View text, size_t& at) {
  std::string digits;
  size_t i = at;
  for (; i < text.size() && digits.size() < 7; ++i) {
    if (is_digit(text[i]))
      digits += char(text[i]);
    else if (!(digits.size() == 3 && (is_hyphen(text[i]) || text[i] == U' ')))
      break;
  }
  if (digits.size() != 7 || (i < text.size() && (is_digit(text[i]) || is_hyphen(text[i])))) return "";
  at = i;
  return digits;
}

/// Takes the postal code off the front: 〒150-0001, 郵便番号:1500001, or bare before the address.
std::string take_postal_code(View& text) {
  size_t at = 0;
  bool marked = false;
  for (View mark : {View(U"〒"), View(U"郵便番号"), View(U"〠")})
    if (text.starts_with(mark)) at = mark.size(), marked = true;
  while (at < text.size() && (text[at] == U' ' || (marked && text[at] == U':'))) ++at;
  std::string digits = scan_postal_code(text, at);
  if (!digits.empty()) text = trim(text.substr(at), U" 、,:");
  return digits;
}

/// The same further back, where 〒 marks it: 渋谷区道玄坂1-2-3 (〒150-0043).
std::string take_marked_code(Chars& text) {
  size_t mark = text.find(U'〒');
  if (mark == Chars::npos) return "";
  size_t at = mark + 1;
  while (at < text.size() && text[at] == U' ') ++at;
  std::string digits = scan_postal_code(text, at);
  if (digits.empty()) return "";
  bool bracketed = mark > 0 && text[mark - 1] == U'(' && at < text.size() && text[at] == U')';
  View before = trim(View(text).substr(0, mark - bracketed));
  View behind = trim(View(text).substr(at + bracketed));
  Chars without(before);
  if (!before.empty() && !behind.empty()) without.push_back(U' ');
  text = without.append(behind);
  return digits;
}

std::string shown_code(std::string_view digits) {
  return digits.empty() ? "" : std::string(digits.substr(0, 3)) + "-" + std::string(digits.substr(3));
}

std::string shown_code(uint32_t code) {
  std::string digits = std::to_string(code);
  return shown_code(std::string(7 - digits.size(), '0') + digits);
}

/// Labels and brackets before an address: 住所:, (後期), 日本.
void take_labels(View& text) {
  for (View label : {View(U"住所"), View(U"所在地"), View(U"日本国"), View(U"日本、"), View(U"日本 ")})
    if (text.starts_with(label) && text.size() > label.size()) text.remove_prefix(label.size());
  text = trim(text, U" :、,");
  if (text.starts_with(U'(')) {
    size_t close = text.find(U')');
    if (close != View::npos && close + 1 < text.size() && close < 8) text = trim(text.substr(close + 1));
  }
}

struct Reading {
  Address out;
  Place place;
  const char* note = nullptr;
};

/// 第46線北 as 第四十六線北, as the list of postal codes spells such places.
Chars numbers_in_kanji(View text) {
  Chars out;
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    const int64_t n = is_digit(text[at]) ? scan_number(text, at) : -1;
    if (n >= 0 && n <= 9999) {
      out += kanji_number(n);
      continue;
    }
    if (at == start) ++at;
    out += text.substr(start, at - start);
  }
  return out;
}

/// The town by its shape alone, where the table has none: all before the first number.
void town_by_shape(Reading& r, View& tail) {
  size_t end = before_number(tail);
  for (View none : {View(U"無番地"), View(U"番外地")}) end = std::min(end, tail.find(none));
  if (tail.substr(0, end).find(U"私書箱") != View::npos) return;
  r.out.town = utf8(numbers_in_kanji(trim(tail.substr(0, end))));
  tail.remove_prefix(end);
  if (!r.out.town.empty()) r.note = "normalize.town_unknown";
}

Block read_tail(Reading& r, View tail) {
  Counting counting;
  if (r.place.city && r.place.city->name.starts_with("堺市")) counting.unit = U"丁";
  if (r.place.town && r.place.town->chome)
    counting.most = r.out.pref == "北海道" ? 45 : 20;  // beyond: 条丁目 of the north only
  Block block = read_block(tail, counting);
  append_utf8(r.out.town, block.town);
  r.out.rest = utf8(block.rest);
  r.out.building = utf8(block.building);
  return block;
}

/// The postal code of a town that has one, or several of which one is for that part of it.
uint32_t code_of(const Town& town, const Block& block, View street) {
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

bool is_numeral_at(View text, size_t at) {
  while (at < text.size() && text[at] == U' ') ++at;
  return at < text.size() && is_digit(text[at]);
}

void shift(Place& place, size_t by) {
  for (size_t* at : {&place.end, &place.street_begin, &place.street_end}) *at += by;
}

/// `place`, of which only `city` was not known: the city of that name, or what comes behind the name.
Place place_in(const City& city, const Place& place, View text) {
  if (place.ambiguous) {
    Chars pref = read(city.pref);
    size_t added = text.starts_with(pref) ? 0 : pref.size();
    Place found = match_place(pref.substr(0, added).append(text));
    if (found.city == &city && found.end >= added) {
      shift(found, size_t(0) - added);
      if (found.street_end > text.size()) found.street_begin = found.street_end = 0;  // none: it was at 0
      return found;
    }
  }
  size_t named = std::min(place.end, text.size());
  Place behind = match_town(text.substr(named), city);
  shift(behind, named);
  return behind;
}

/// What the postal code knows: city or town where the text names none, or that the two disagree.
void use_postal_code(Reading& r, uint32_t code, View text) {
  const Towns& all = Towns::all();
  auto entries = all.with_code(code);
  if (entries.empty()) return;
  const City* city = &all.city_of(entries[0]);
  bool one_city =
      std::all_of(entries.begin(), entries.end(), [&](uint32_t e) { return &all.city_of(e) == city; });
  if (!r.place.city && one_city && (r.place.pref.empty() || r.place.pref == city->pref)) {
    r.place = place_in(*city, r.place, text);
    if (!r.place.town && entries.size() == 1 && !all.is_city(entries[0]))
      r.place.town = &all.town(entries[0]);
    r.note = "normalize.city_from_postal_code";
    return;
  }
  if (r.place.city == city && !r.place.town && one_city && entries.size() == 1 && !all.is_city(entries[0]) &&
      is_numeral_at(text, r.place.end)) {
    r.place.town = &all.town(entries[0]);
    r.note = "normalize.town_from_postal_code";
    return;
  }
  bool fits = std::any_of(entries.begin(), entries.end(), [&](uint32_t e) {
    return &all.city_of(e) == r.place.city &&
           (all.is_city(e) || !r.place.town || &all.town(e) == r.place.town);
  });
  if (!fits && r.place.city) r.note = "normalize.postal_code_differs";
}

/// What stands behind the town, and behind a street that follows it.
Chars behind_place(const Place& place, View text) {
  size_t end = std::min(place.end, text.size());
  if (place.street_end <= end) return Chars(text.substr(end));
  return Chars(text.substr(end, place.street_begin - end)).append(text.substr(place.street_end));
}

Reading read_address(View text, std::string_view code) {
  Reading r;
  r.place = match_place(text);
  if (r.place.ambiguous) r.note = "normalize.city_ambiguous";
  if (r.place.headless) r.note = "normalize.town_completed";
  if (r.place.former) r.note = "normalize.city_renamed";
  if (r.place.by_town && code.empty()) r.note = "normalize.city_from_town";
  if (!code.empty()) use_postal_code(r, uint32_t(std::stoul(std::string(code))), text);
  Chars behind = behind_place(r.place, text);
  View tail = trim(behind);
  r.out.pref = r.place.pref;
  if (r.place.city)
    r.out.city = r.place.city->name;
  else if (r.place.ambiguous)
    r.out.city = utf8(trim(text.substr(0, r.place.end)));
  if (r.place.town)
    r.out.town = r.place.town->name;
  else
    town_by_shape(r, tail);
  const Block block = read_tail(r, tail);
  const View street = text.substr(r.place.street_begin, r.place.street_end - r.place.street_begin);
  if (!street.empty()) {
    append_utf8(r.out.town, street_name(street));
    r.note = "normalize.street_behind_town";
  }
  if (!code.empty())
    r.out.postal_code = shown_code(code);
  else if (const uint32_t own = r.place.town ? code_of(*r.place.town, block, street) : 0)
    r.out.postal_code = shown_code(own);
  return r;
}

/// `part` before `text`, unless it begins with it.
void put_before(Chars& text, std::string_view part) {
  Chars chars = read(part);
  if (!chars.empty() && !text.starts_with(chars)) text = chars + text;
}

}  // namespace

Address address(std::string_view full) {
  return address("", "", "", full, "");
}

Address address(std::string_view postal_code, std::string_view pref, std::string_view city,
                std::string_view full, std::string_view building) {
  Chars text = read(full), column = read(restore_zeros("postal_code", postal_code));
  View rest = text, code_text = column;
  std::string code = take_postal_code(code_text), in_text = take_postal_code(rest);
  if (code.empty()) code = in_text;
  take_labels(rest);
  text = without_said_again(rest);
  if (code.empty()) code = take_marked_code(text);
  Chars whole_pref = read(pref);
  if (text.starts_with(whole_pref)) text.erase(0, whole_pref.size());
  put_before(text, city);
  text = whole_pref + text;
  if (text.empty() && code.empty()) {
    Address blank;
    blank.building = utf8(read(building));
    return blank;
  }
  Reading r = read_address(text, code);
  Address& out = r.out;
  if (Chars own = read(building); !own.empty()) out.building += (out.building.empty() ? "" : " ") + utf8(own);
  bool bad_code = code.empty() && !column.empty();
  if (bad_code) r.note = "normalize.bad_postal_code";
  if (out.pref.empty() && out.city.empty() && r.place.end == 0) {
    if (code.empty() && out.rest.empty())
      out.problem = Message{"normalize.bad_address", {}};
    else
      r.note = "normalize.city_unknown";
  }
  if (r.note) out.note = Message{r.note, {}};
  return out;
}

}  // namespace musubi::normalize
