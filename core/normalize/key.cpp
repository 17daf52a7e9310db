#include "core/normalize/key.hpp"

#include <algorithm>

#include "core/normalize/address_key.hpp"
#include "core/normalize/char_set.hpp"
#include "core/normalize/company_joined.hpp"
#include "core/normalize/company_parts.hpp"
#include "core/normalize/kana.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/variants.hpp"
#include "core/text/fold.hpp"
#include "core/text/made_up_address.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

std::string part(const std::vector<std::string>& parts, size_t i) {
  return i < parts.size() ? parts[i] : std::string();
}

bool is_mark(char32_t c) {
  constexpr CharSet marks(U" ・.,、。'’\"-_/()[]「」『』:;!?");
  return marks.has(c) || is_dash(c);
}

/// Letters in one case, kana in one script, variants folded, marks and spaces out, 々 written out.
template <class Fold>
Chars folded(View text, Fold fold) {
  Chars out;
  out.reserve(text.size());
  for (char32_t c : text) {
    if (c >= 0x3400 && c < 0xFE00) {
      out += fold(c);
      continue;
    }
    if (is_mark(c)) continue;
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

/// Small kana are large, as banks and the post write them all (キヤノン = キャノン).
Chars strict_of_company(View core) {
  Chars strict = folded(core, fold_strict);
  std::transform(strict.begin(), strict.end(), strict.begin(), large_kana);
  return strict.empty() ? Chars(core) : strict;
}

/// Without a bare 本社 or 本店, which is no branch where another follows (結屋本社 東京支店) and one where none does.
View without_head_office(View core) {
  const JoinedBranch head = joined_branch(core, Named::by_form);
  return head.bare ? core.substr(0, head.begin) : core;
}

Keys company_keys(const std::string& shown) {
  Chars chars = read(shown);
  const View core = without_head_office(company_parts(chars).core);
  Chars strict = strict_of_company(core), loose = folded(core, fold_loose);
  if (loose.empty()) loose = Chars(core);
  loose = fold_reading(loose);
  std::erase(loose, U'ー');
  return {utf8(strict), utf8(loose)};
}

Keys email_keys(const std::string& address) {
  std::string strict = text::fold_case(address);
  size_t at = strict.rfind('@');
  if (at == std::string::npos) return {strict, strict};
  const bool made_up = text::is_made_up_address(strict);
  std::string local = strict.substr(0, at), host = strict.substr(at + 1);
  if (size_t plus = local.find('+'); plus != std::string::npos && plus > 0) local.resize(plus);
  if (host == "googlemail.com") host = "gmail.com";
  if (host == "gmail.com") std::erase(local, '.');
  return {strict, local + "@" + host, made_up};
}

bool says(const Outcome& read, std::string_view note) { return read.note && read.note->id == note; }

Keys phone_keys(const std::string& number) {
  const Phone read = phone(number);
  return {read.e164, read.e164, says(read, "normalize.dummy_phone")};
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

/// An address that stands in one piece as typed, with no place read out of it: of another country (address_columns.hpp), or in Latin letters.
bool stands_in_one_piece(const std::vector<std::string>& address) {
  constexpr size_t postal_code = 0, rest = 4;
  if (address.size() <= rest) return false;
  const bool alone = std::all_of(address.begin(), address.end(),
                                 [&](const std::string& p) { return p.empty() || &p == &address[rest] || &p == &address[postal_code]; });
  const Chars street = read(address[rest]);
  return alone && std::any_of(street.begin(), street.end(), is_latin) && (address[postal_code].empty() || !is_japanese(street));
}

}  // namespace

Keys keys(std::string_view type, const std::vector<std::string>& parts) {
  const std::string first = part(parts, 0);
  if (type == "person_name") return person_keys(parts);
  if (type == "kana_name") return kana_keys(parts);
  if (type == "company") return company_keys(first);
  if (type == "address") return stands_in_one_piece(parts) ? text_keys(parts[4]) : address_keys(parts);
  if (type == "email") return email_keys(first);
  if (type == "text") return text_keys(first);
  if (type == "phone") return phone_keys(first);
  if (type == "date") return {first, first, says(date(first), "normalize.dummy_date")};
  std::string key = first;
  if (type == "url")
    key = url_key(first);
  else if (type == "handle")
    key = text::fold_case(first);
  return {key, key};
}

}  // namespace musubi::normalize
