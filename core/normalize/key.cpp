#include "core/normalize/key.hpp"

#include <algorithm>

#include "core/normalize/company_parts.hpp"
#include "core/normalize/kana.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/place_match.hpp"
#include "core/normalize/variants.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

std::string part(const std::vector<std::string>& parts, size_t i) {
  return i < parts.size() ? parts[i] : std::string();
}

bool is_mark(char32_t c) {
  constexpr View marks = U" ・.,、。'’\"-_/()[]「」『』:;!?";
  return marks.find(c) != View::npos || is_dash(c);
}

/// Letters in one case, kana in one script, variants folded, marks and spaces out, 々 written out.
template <class Fold>
Chars folded(View text, Fold fold) {
  Chars out;
  out.reserve(text.size());
  for (char32_t c : text) {
    if ((c < 0x4E00 || c >= 0xFE00) && is_mark(c)) continue;
    if (is_hiragana(c)) c += 0x60;
    if (!out.empty()) c = repeated(c, out.back());
    if (c == U'ヶ') c = U'ケ';
    if (c == U'ッ') c = U'ツ';
    out += c < 0x3400 ? lower(c) : fold(c);
  }
  return out;
}

bool is_western(View text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return c < 0x250 || (c >= 0x1E00 && c < 0x2020); });
}

struct LatinKeys {
  Chars strict, loose;
};

/// Romaji in all its spellings as one reading; other Latin names in lower case without accents.
LatinKeys latin_keys(View text) {
  LatinKeys out;
  for (size_t i = 0; i < text.size();) {
    size_t end = std::min(text.find(U' ', i), text.size());
    View word = text.substr(i, end - i);
    std::optional<Chars> reading = from_romaji(word);
    const Chars plain = reading ? Chars() : read(text::fold_case(text::without_accents(utf8(word))));
    if (!reading) reading = from_romaji(plain);
    const Chars folded_word = reading ? join_n(fold_reading(*reading)) : folded(plain, fold_strict);
    out.strict += reading ? shorten_romaji(folded_word) : folded_word;
    out.loose += reading ? shorten_reading(folded_word) : folded_word;
    i = end + 1;
  }
  return out;
}

Keys keys_of_latin(View whole) {
  const LatinKeys latin = latin_keys(whole);
  return {utf8(latin.strict), utf8(latin.loose)};
}

Keys person_keys(const std::vector<std::string>& parts) {
  Chars whole = read(part(parts, 0) + (part(parts, 1).empty() ? "" : " ") + part(parts, 1));
  if (is_western(whole)) return keys_of_latin(whole);
  return {utf8(folded(whole, fold_strict)), utf8(folded(whole, fold_loose))};
}

Keys kana_keys(const std::vector<std::string>& parts) {
  Chars whole = katakana(read(part(parts, 0) + " " + part(parts, 1)));
  if (is_western(whole)) return keys_of_latin(whole);
  Chars strict;
  for (size_t i = 0; i < whole.size();) {  // word by word, so that no vowel lengthens across the boundary
    size_t end = std::min(whole.find(U' ', i), whole.size());
    strict += fold_reading(View(whole).substr(i, end - i));
    i = end + 1;
  }
  std::erase_if(strict, is_mark);
  return {utf8(strict), utf8(shorten_reading(join_n(strict)))};
}

Chars strict_of_company(View core) {
  Chars strict = folded(core, fold_strict);
  return strict.empty() ? Chars(core) : strict;
}

Keys company_keys(const std::string& shown) {
  Chars chars = read(shown);
  View core = company_parts(chars).core;
  Chars strict = strict_of_company(core), loose = folded(core, fold_loose);
  if (loose.empty()) loose = Chars(core);
  loose = fold_reading(loose);
  std::erase(loose, U'ー');
  return {utf8(strict), utf8(loose)};
}

/// 三丁目 at the end of a town as its number, taken off.
int64_t take_chome(View& town) {
  size_t at = town.rfind(U'丁');
  if (at == View::npos || at == 0) return -1;
  size_t start = at;
  while (start > 0 && is_numeral(town[start - 1])) --start;
  size_t end = start;
  int64_t n = start < at ? scan_number(town, end) : -1;
  if (n >= 0) town = town.substr(0, start);
  return n;
}

void add_numbers(std::vector<Chars>& numbers, View text) {
  text = text.substr(0, text.find(U'('));  // remarks
  for (size_t i = 0; i < text.size();) {
    size_t start = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    if (i > start)
      numbers.emplace_back(text.substr(start, i - start));
    else
      ++i;
  }
}

/// The room: the last number of the building that is not a floor.
Chars room_of(View building) {
  size_t end = building.size();
  while (end > 0 && !is_digit(building[end - 1])) --end;
  size_t start = end;
  while (start > 0 && is_digit(building[start - 1])) --start;
  View behind = building.substr(end);
  bool floor = behind.starts_with(U"階") || behind.starts_with(U"F") || behind.starts_with(U"f") ||
               behind.starts_with(U"号棟");
  return floor ? Chars() : Chars(building.substr(start, end - start));
}

/// A street of Kyoto in a town: it does not count, since half the people leave it out.
bool has_street(View city, View town) {
  constexpr View marks[] = {U"上る", U"下る", U"東入", U"西入"};
  return city.starts_with(U"京都市") && std::any_of(std::begin(marks), std::end(marks), [&](View m) {
           return town.find(m) != View::npos;
         });
}

/// What stands in one piece as typed, with nothing read out of it: of another country (address_columns.hpp).
bool is_abroad(const std::vector<std::string>& parts, View street) {
  const bool alone = std::all_of(parts.begin(), parts.end(), [&](const std::string& p) { return p.empty() || &p == &parts[4]; });
  return alone && std::any_of(street.begin(), street.end(), is_latin);
}

Keys address_keys(const std::vector<std::string>& parts) {
  Chars pref = read(part(parts, 1)), city = read(part(parts, 2)), town_text = read(part(parts, 3)),
        street = read(part(parts, 4)), building = read(part(parts, 5));
  if (is_abroad(parts, street)) return {utf8(folded(street, fold_strict)), utf8(folded(street, fold_loose))};
  if (has_street(city, town_text)) town_text = without_street(town_text, city);
  View town = town_text;
  std::vector<Chars> numbers;
  if (int64_t n = take_chome(town); n >= 0) numbers.push_back(text::to_code_points(std::to_string(n)));
  add_numbers(numbers, street);
  size_t first =
      std::min(street.size(), size_t(std::find_if(street.begin(), street.end(), is_digit) - street.begin()));
  Chars area =
      Chars(fold_place(city).view()).append(fold_place(Chars(town) + street.substr(0, first)).view());
  if (area.empty() && numbers.empty()) return {};
  Keys out{utf8(Chars(fold_place(pref).view()) + area), utf8(area)};
  for (size_t i = 0; i < numbers.size(); ++i) {
    out.strict += (i ? "-" : "|") + utf8(numbers[i]);
    if (i < 2) out.loose += (i ? "-" : "|") + utf8(numbers[i]);
  }
  if (Chars room = room_of(building); !room.empty()) out.strict += "-" + utf8(room);
  return out;
}

Keys email_keys(const std::string& address) {
  std::string strict = text::fold_case(address);
  size_t at = strict.rfind('@');
  if (at == std::string::npos) return {strict, strict};
  std::string local = strict.substr(0, at), host = strict.substr(at + 1);
  if (size_t plus = local.find('+'); plus != std::string::npos && plus > 0) local.resize(plus);
  if (host == "googlemail.com") host = "gmail.com";
  if (host == "gmail.com") std::erase(local, '.');
  return {strict, local + "@" + host};
}

std::string url_key(const std::string& url) {
  std::string out = text::fold_case(url);
  for (std::string_view head : {"https://", "http://", "www."})
    if (out.starts_with(head)) out.erase(0, head.size());
  while (!out.empty() && out.back() == '/') out.pop_back();
  return out;
}

Keys text_keys(const std::string& value) {
  Chars chars = read(value);
  return {utf8(folded(chars, fold_strict)), utf8(folded(chars, fold_loose))};
}

}  // namespace

Keys keys(std::string_view type, const std::vector<std::string>& parts) {
  const std::string first = part(parts, 0);
  if (type == "person_name") return person_keys(parts);
  if (type == "kana_name") return kana_keys(parts);
  if (type == "company") return company_keys(first);
  if (type == "address") return address_keys(parts);
  if (type == "email") return email_keys(first);
  if (type == "text") return text_keys(first);
  std::string key = first;
  if (type == "phone")
    key = phone(first).e164;
  else if (type == "url")
    key = url_key(first);
  else if (type == "handle")
    key = text::fold_case(first);
  return {key, key};
}

bool names_a_house(const std::vector<std::string>& address) {
  Chars city = read(part(address, 2)), town = read(part(address, 3)), street = read(part(address, 4));
  if (std::any_of(street.begin(), street.end(), is_digit) || street.find(U'番') != Chars::npos) return true;
  View place = town;
  bool block = take_chome(place) >= 0;
  if (block && place.find(U'条') != View::npos) return true;
  return (block || has_street(city, town)) && !part(address, 5).empty();
}

}  // namespace musubi::normalize
