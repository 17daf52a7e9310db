#include "core/normalize/address_columns.hpp"

#include <algorithm>
#include <array>

#include "core/normalize/address_around.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/place_former.hpp"
#include "core/normalize/prefecture.hpp"
#include "core/normalize/towns.hpp"

namespace musubi::normalize {
namespace {

bool has_letter(View text) { return std::any_of(text.begin(), text.end(), is_letter); }
bool has_digit(View text) { return std::any_of(text.begin(), text.end(), is_digit); }

/// JP, Japan, 日本, 392, "JP: Japan", 日本 (Japan).
bool says_japan(View country) {
  constexpr View words[] = {U"jp", U"jpn", U"japan", U"nippon", U"nihon", U"国内", U"にほん", U"ニホン", U"ニッポン", U"ジャパン", U"392", U"81"};
  if (country.find(U"日本") != View::npos) return true;
  Chars word;
  for (size_t i = 0; i <= country.size(); ++i) {
    if (i < country.size() && (is_letter(country[i]) || is_digit(country[i]))) {
      word += lower(country[i]);
      continue;
    }
    if (std::find(std::begin(words), std::end(words), word) != std::end(words)) return true;
    word.clear();
  }
  return false;
}

/// A word, or a number of ISO 3166: 840. 0 and 1 are flags.
bool says_country(View country) {
  return !says_none(utf8(country)) && (has_letter(country) || country.size() == 3);
}

/// The digits of a code, where it is nothing but a code of Japan; "" for any other.
std::string digits_of_code(View code) {
  bool bad = false;
  const std::string digits = take_postal_code(code, bad);
  return code.empty() && !bad ? digits : std::string();
}

std::array<View, 4> places(const AddressColumns& c) { return {c.pref, c.city, c.full, c.building}; }

bool any_japanese(const AddressColumns& c) {
  const auto parts = places(c);
  return std::any_of(parts.begin(), parts.end(), is_japanese);
}

/// A prefecture by a word; a bare number says that only of what is Japanese anyway.
bool names_prefecture(View pref) { return has_letter(pref) && !prefecture_named(pref).empty(); }

bool looks_other(const AddressColumns& c) {
  if (c.pref.ends_with(U"省")) return true;
  const auto parts = places(c);
  if (any_japanese(c) || std::none_of(parts.begin(), parts.end(), has_letter) || names_prefecture(c.pref)) return false;
  return c.postal_code.empty() ? has_letter(c.pref) : digits_of_code(c.postal_code).empty();
}

Chars joined(std::initializer_list<View> parts, View with) {
  Chars out;
  for (View part : parts) {
    if (!part.empty()) out.append(out.empty() ? View() : with).append(part);
  }
  return out;
}

/// As it belongs before `text`: Latin words keep a space between them.
Chars before(View part, View text) {
  const bool spaced = !part.empty() && is_latin(part.back()) && !text.empty() && (is_latin(text[0]) || is_digit(text[0]));
  return joined({part, text}, spaced ? U" " : U"");
}

/// 1-2-3 of 神宮前1-2-3: a block, or a name, but not 23.
bool is_end_of(View whole, View part) {
  constexpr size_t least = 3;
  return part.size() >= least && whole.size() > part.size() && whole.ends_with(part) && is_letter(whole[whole.size() - part.size() - 1]);
}

bool is_listed(const std::string& code) {
  return !code.empty() && !Towns::all().with_code(uint32_t(std::stoul(code))).empty();
}

/// Whether the prefecture is Japan's, and the code, which Latin letters need.
bool is_of_japan(const AddressColumns& c) {
  if (!is_japanese(c.pref)) {
    const bool in_text = c.pref.empty() && (match_prefecture(c.full).end || match_prefecture(c.city).end);
    if (!in_text) return names_prefecture(c.pref) && is_listed(digits_of_code(c.postal_code));
  } else if (!names_prefecture(c.pref)) {
    return false;
  }
  return c.postal_code.empty() || !digits_of_code(read(restore_zeros("postal_code", utf8(c.postal_code)))).empty();
}

}  // namespace

Country country_of(const AddressColumns& columns) {
  if (says_japan(columns.country)) return Country::japan;
  if (says_country(columns.country)) return is_of_japan(columns) ? Country::mistaken : Country::other;
  return looks_other(columns) ? Country::looks_other : Country::japan;
}

Chars as_typed(const AddressColumns& c) {
  const bool largest_first = any_japanese(c);
  const View typed_country = says_none(utf8(c.country)) ? View() : View(c.country);
  if (c.postal_code.empty() && joined({c.pref, c.city, c.full, c.building}, U"").empty()) return {};
  if (largest_first) return joined({typed_country, c.postal_code, c.pref, c.city, c.full, c.building}, U" ");
  return joined({c.full, c.building, c.city, joined({c.pref, c.postal_code}, U" "), typed_country}, U", ");
}

Settled settle(AddressColumns& c) {
  Settled out;
  const auto parts = places(c);
  const bool alone = std::all_of(parts.begin(), parts.end(), [](View part) { return part.empty(); });
  if (alone || any_japanese(c) || names_prefecture(c.pref) || says_japan(c.country)) {
    Chars restored = read(restore_zeros("postal_code", utf8(c.postal_code)));
    out.zeros_restored = restored != c.postal_code;
    c.postal_code = std::move(restored);
  }
  const std::string code = digits_of_code(c.postal_code);
  if (const std::string_view named = prefecture_named(c.pref); !named.empty()) {
    c.pref = read(named);
  } else if (!c.pref.empty() && !is_japanese(c.pref) && (!code.empty() || is_japanese(c.city) || is_japanese(c.full))) {
    c.pref.clear();
    out.left_out = true;
  }
  if (has_letter(c.city) && !is_japanese(c.city) && !has_digit(c.city) && (is_japanese(c.full) || is_listed(code))) {
    c.city.clear();
    out.left_out = true;
  }
  return out;
}

void put_place(Chars& text, View pref, View city) {
  const View said = city.substr(0, match_prefecture(city).end);
  if (pref.empty()) pref = said;
  if (said == pref) city = trim(city.substr(said.size()));
  if (text.starts_with(pref)) text.erase(0, pref.size());
  const View behind = trim(View(text).substr(match_prefecture(text).end));
  if (!city.empty() && !behind.starts_with(city)) text = is_end_of(city, text) ? Chars(city) : before(city, text);
  text = before(pref, text);
}

}  // namespace musubi::normalize
