#include <algorithm>

#include "core/normalize/address_around.hpp"
#include "core/normalize/address_block.hpp"
#include "core/normalize/address_columns.hpp"
#include "core/normalize/address_pieces.hpp"
#include "core/normalize/block_building.hpp"
#include "core/normalize/none.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/place_former.hpp"
#include "core/normalize/place_street.hpp"
#include "core/normalize/romaji_address.hpp"
#include "core/normalize/said_again.hpp"
#include "core/normalize/split_codes.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

struct Reading {
  Address out;
  Place place;
  std::string_view note;

  /// Of several doubts the gravest is said.
  void doubt(std::string_view id) {
    constexpr std::string_view gravest_first[] = {
        "normalize.bad_postal_code",       "normalize.postal_code_differs", "normalize.prefecture_differs",
        "normalize.country_differs",       "normalize.city_unknown",        "normalize.city_ambiguous",
        "normalize.town_unknown",          "normalize.place_left_out",      "normalize.address_cut",
        "normalize.town_guessed",          "normalize.town_in_name",        "normalize.city_renamed",
        "normalize.street_behind_town",
        "normalize.city_from_postal_code", "normalize.town_from_postal_code", "normalize.city_from_town",
        "normalize.town_completed"};
    for (std::string_view graver : gravest_first) {
      if (graver == note) return;
      if (graver == id) break;
    }
    note = id;
  }
};

/// The town by its shape alone, where the table has none: all before the first number.
void town_by_shape(Reading& r, View& tail) {
  if (end_of_post_box(tail)) return;
  size_t end = before_number(tail);
  for (View none : {View(U"無番地"), View(U"番外地")}) end = std::min(end, tail.find(none));
  View name = trim(tail.substr(0, end));
  if (name.starts_with(U'字') && name.find(U'条') != View::npos) name.remove_prefix(1);  // 字陸別東1条
  r.out.town = utf8(numbers_in_kanji(numbers_in_kanji(name, U"条")));  // 第四十六線北, as the list of postal codes spells such places
  tail.remove_prefix(end);
  if (!r.out.town.empty() && (!r.place.city || has_towns(*r.place.city))) r.doubt("normalize.town_unknown");
}

Block read_tail(Reading& r, View tail, bool spaced) {
  Counting counting;
  counting.behind = {r.out.town.ends_with("丁目"), spaced && r.place.town};
  if (r.place.city && r.place.city->name.starts_with("堺市")) counting.unit = U"丁";
  if (const Town* town = r.place.town; town && town->chome && !counting.behind.chome) {
    counting.least = std::max<int64_t>(1, town->first_chome);
    counting.spaced = r.out.pref == "北海道" ? 45 : 20;  // beyond 20: 条丁目 of the north only
    counting.most = town->last_chome ? town->last_chome : 20;
    counting.row = r.out.pref == "北海道" && town->name.find("条") != town->name.npos;
    counting.street = r.out.pref == "北海道" && town->name.ends_with("通");
  }
  Block block = read_block(tail, counting);
  append_utf8(r.out.town, block.town);
  r.out.rest = utf8(block.rest);
  r.out.building = utf8(shown_building(block.building));
  return block;
}

/// 梅田 of 梅田スカイビル, behind which no block stands, may be but a part of the building's name: the name is kept whole, and has no code.
bool is_named_after_town(Reading& r, const Block& block, bool spaced) {
  if (!r.place.town || !r.place.town->chome || spaced || !block.town.empty() || !block.rest.empty() || !names_building(block.building)) return false;
  r.out.building = r.out.town + r.out.building;
  r.doubt("normalize.town_in_name");
  return true;
}

bool is_numeral_at(View text, size_t at) {
  at = skip_spaces(text, at);
  return at < text.size() && is_digit(text[at]);
}

/// `place`, of which only `city` was not known: the city of that name, or what comes behind the name.
Place place_in(const City& city, const Place& place, View text) {
  if (place.ambiguous) {
    Chars pref = read(city.pref);
    size_t added = text.starts_with(pref) ? 0 : pref.size();
    if (Place found = match_place(pref.substr(0, added).append(text)); found.city == &city && found.end >= added) {
      found.shift(size_t(0) - added);
      if (found.street_end > text.size()) found.street_begin = found.street_end = 0;  // none: it was at 0
      return found;
    }
  }
  size_t named = std::min(place.end, text.size());
  Place behind = match_town(text.substr(named), city);
  behind.shift(named);
  return behind;
}

/// What the postal code knows: city or town where the text names none, or that the two disagree.
void use_postal_code(Reading& r, uint32_t code, View text) {
  const Towns& all = Towns::all();
  auto entries = all.with_code(code);
  if (entries.empty()) {  // a company's own, or none at all
    if (r.place.city && !is_of_region(code, *r.place.city)) r.doubt("normalize.postal_code_differs");
    return;
  }
  const City* city = &all.city_of(entries[0]);
  bool one_city =
      std::all_of(entries.begin(), entries.end(), [&](uint32_t e) { return &all.city_of(e) == city; });
  if (!r.place.city && one_city && (r.place.pref.empty() || r.place.pref == city->pref)) {
    r.place = place_in(*city, r.place, text);
    const bool only_number =
        is_numeral_at(text, r.place.end) || trim(text.substr(std::min(r.place.end, text.size()))).empty();
    if (!r.place.town && entries.size() == 1 && !all.is_city(entries[0]) && only_number)
      r.place.town = &all.town(entries[0]);
    r.note = {};  // whatever was not known before
    r.doubt("normalize.city_from_postal_code");
    return;
  }
  if (r.place.city == city && !r.place.town && one_city && entries.size() == 1 && !all.is_city(entries[0]) &&
      is_numeral_at(text, r.place.end)) {
    r.place.town = &all.town(entries[0]);
    r.doubt("normalize.town_from_postal_code");
    return;
  }
  bool fits = std::any_of(entries.begin(), entries.end(), [&](uint32_t e) {
    return &all.city_of(e) == r.place.city &&
           (all.is_city(e) || !r.place.town || &all.town(e) == r.place.town);
  });
  if (!fits && r.place.city) r.doubt("normalize.postal_code_differs");
}

/// The municipality with its town behind a prefecture that it is not in: 東京都川口市青木.
void look_beyond_prefecture(Reading& r, View text) {
  if (r.place.city || r.place.ambiguous || r.place.pref.empty()) return;
  const size_t pref = r.place.end;
  Place place = match_place(text.substr(pref));
  if (!place.city || !place.town || place.by_town || place.former || place.pref == r.place.pref) return;
  place.shift(pref);
  r.place = place;
  r.doubt("normalize.prefecture_differs");
}

Reading read_address(View text, std::string_view code) {
  Reading r;
  r.place = match_place(text);
  look_beyond_prefecture(r, text);
  if (r.place.ambiguous) r.doubt("normalize.city_ambiguous");
  if (r.place.headless) r.doubt("normalize.town_completed");
  if (r.place.guessed) r.doubt("normalize.town_guessed");
  if (r.place.former) r.doubt("normalize.city_renamed");
  if (r.place.by_town && code.empty()) r.doubt("normalize.city_from_town");
  if (!code.empty()) use_postal_code(r, uint32_t(std::stoul(std::string(code))), text);
  Chars behind = behind_place(r.place, text);
  View tail = trim(behind);
  if (r.place.street_end && text[r.place.street_end - 1] == U'(' && tail.starts_with(U')'))
    tail.remove_prefix(1);
  r.out.pref = r.place.pref;
  if (r.place.city)
    r.out.city = r.place.city->name;
  else if (r.place.ambiguous)
    r.out.city = utf8(city_named(text.substr(0, r.place.end)));
  Chars office;
  if (r.place.town && is_post_office(tail)) {
    office = read(r.place.town->name).append(tail);
    r.place.town = nullptr;
    tail = office;
  }
  if (has_stray_end(r.place, tail)) tail.remove_prefix(1), r.doubt("normalize.town_guessed");
  if (r.place.town)
    r.out.town = r.place.town->name;
  else
    town_by_shape(r, tail);
  const bool spaced = behind.starts_with(U' ');
  const Block block = read_tail(r, tail, spaced);
  const bool in_name = is_named_after_town(r, block, spaced);
  const View street = text.substr(r.place.street_begin, r.place.street_end - r.place.street_begin);
  if (!street.empty()) {
    append_utf8(r.out.town, street_name(street));
    r.doubt("normalize.street_behind_town");
  }
  if (!code.empty())
    r.out.postal_code = shown_code(code);
  else if (const uint32_t own = in_name ? 0 : code_of(r.place, r.out.town.empty(), block, street))
    r.out.postal_code = shown_code(own);
  return r;
}

/// Another try where no town was found, or only a part of a name: without what is said twice, or from where
/// the address begins.
void read_again(Reading& r, const Chars& alone, const std::string& code, const AddressColumns& columns) {
  const auto better = [&](Chars text) {
    put_place(text, columns.pref, columns.city);
    Reading again = read_address(text, code);
    if (!again.place.town && (r.place.city || !again.place.city)) return false;
    r = std::move(again);
    return true;
  };
  const Chars once = without_twin(alone);
  if ((!once.empty() && better(once)) || r.place.city || r.place.ambiguous) return;
  const size_t start = address_start(alone);
  const auto has_number = [](View part) { return std::any_of(part.begin(), part.end(), is_digit); };
  const View cut = View(alone).substr(0, start), kept = View(alone).substr(start);
  if (start && (!has_number(cut) || has_number(kept)) && better(Chars(kept)))
    r.doubt("normalize.address_cut");
}

Address abroad(const AddressColumns& columns, bool said) {
  Address out;
  out.rest = utf8(as_typed(columns));
  if (!said) out.note = Message{"normalize.address_abroad", {}};
  return out;
}

/// In Latin letters, with nothing by which they can be read.
Address in_latin(const Chars& text, const std::string& code, bool bad_code) {
  Address out;
  out.rest = utf8(text);
  if (!code.empty()) out.postal_code = shown_code(code);
  out.note = Message{bad_code ? "normalize.bad_postal_code" : "normalize.city_unknown", {}};
  return out;
}

/// What is read into columns that have been settled.
Address read_columns(const AddressColumns& columns, bool left_out, bool country_differs) {
  View rest = columns.full, code_text = columns.postal_code;
  bool bad_code = false;
  std::string code = take_postal_code(code_text, bad_code), in_text = take_postal_code(rest, bad_code);
  if (code.empty()) code = in_text;
  bad_code = code.empty() && (bad_code || !columns.postal_code.empty());
  take_labels(rest);
  Chars text = without_said_again(without_loose_spaces(without_fillers(rest)));
  if (code.empty()) code = take_marked_code(text);
  take_numbers_behind(text, code);
  Chars romaji_building;
  take_romaji(text, code, romaji_building);
  if (columns.pref.empty() && columns.city.empty() && columns.building.empty() && is_latin_alone(text)) return in_latin(text, code, bad_code);
  const Chars alone = text;
  put_place(text, columns.pref, columns.city);
  if (is_ditto(alone)) {
    Address unknown;
    unknown.problem = Message{"normalize.same_as_above", {}};
    return unknown;
  }
  if (text.empty() && code.empty()) {
    Address blank;
    blank.building = utf8(shown_building(columns.building));
    return blank;
  }
  Reading r = read_address(text, code);
  const bool torn =
      r.place.town && r.place.end < text.size() && View(U"市区町村").find(text[r.place.end]) != View::npos;
  if (!r.place.town || torn) read_again(r, alone, code, columns);
  Address& out = r.out;
  if (!romaji_building.empty()) out.building += (out.building.empty() ? "" : " ") + utf8(romaji_building);
  if (!columns.building.empty()) out.building += (out.building.empty() ? "" : " ") + utf8(shown_building(columns.building));
  if (bad_code) r.doubt("normalize.bad_postal_code");
  if (left_out) r.doubt("normalize.place_left_out");
  if (country_differs) r.doubt("normalize.country_differs");
  if (out.pref.empty() && out.city.empty() && r.place.end == 0) {
    if (code.empty() && out.rest.empty())
      out.problem = Message{"normalize.bad_address", {}};
    else
      r.doubt("normalize.city_unknown");
  }
  if (!r.note.empty()) out.note = Message{std::string(r.note), {}};
  return out;
}

}  // namespace

Address address(std::string_view full) {
  return address("", "", "", full, "");
}

Address address(std::string_view postal_code, std::string_view pref, std::string_view city,
                std::string_view full, std::string_view building, std::string_view country) {
  AddressColumns columns{read(postal_code), read(pref),     read(city),
                         read(full),        read(building), read(country)};
  const Country where = country_of(columns);
  if (where == Country::other || where == Country::looks_other)
    return abroad(columns, where == Country::other);
  const Settled settled = settle(columns);
  Address out = read_columns(columns, settled.left_out, where == Country::mistaken);
  out.zeros_restored = settled.zeros_restored;
  return out;
}

}  // namespace musubi::normalize
