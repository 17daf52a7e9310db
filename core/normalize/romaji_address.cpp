#include "core/normalize/romaji_address.hpp"

#include <algorithm>

#include "core/normalize/prefecture.hpp"
#include "core/normalize/towns.hpp"

namespace musubi::normalize {
namespace {

constexpr View parting = U" ,";

bool is_code(View word) {
  constexpr size_t size = 8, hyphen = 3;
  if (word.size() != size || !is_hyphen(word[hyphen])) return false;
  return size_t(std::count_if(word.begin(), word.end(), is_digit)) == size - 1;
}

std::string digits_of(View word) {
  std::string out;
  for (char32_t c : word)
    if (is_digit(c)) out += char(c);
  return out;
}

bool is_block(View word) {
  return is_digit(word.front()) && is_digit(word.back()) &&
         std::any_of(word.begin(), word.end(), is_hyphen) &&
         std::all_of(word.begin(), word.end(), [](char32_t c) { return is_digit(c) || is_hyphen(c); });
}

bool says(View word, View wanted) {
  Chars low;
  for (char32_t c : word) low += lower(c);
  return low.find(wanted) != View::npos;
}

/// The town that alone has the code, or null.
const Town* town_of(const std::string& code) {
  const Towns& all = Towns::all();
  const auto entries = all.with_code(uint32_t(std::stoul(code)));
  return entries.size() == 1 && !all.is_city(entries[0]) ? &all.town(entries[0]) : nullptr;
}

bool is_number_alone(View word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

struct Words {
  std::string code;
  Chars block, others, chome;  // the number of the chome
  size_t blocks = 0, chomes = 0;
  bool unread_chome = false, code_last = false;

  /// 1-chome, 1chome-2-3, or chome behind its number; false if it is none of these.
  bool take_chome(View word) {
    Chars low;
    for (char32_t c : word) low += c == U'ō' || c == U'Ō' ? U'o' : lower(c);
    const size_t at = low.find(U"chome");
    if (at == Chars::npos) return false;
    const View behind = trim(word.substr(at + 5), U"-.");
    chome = trim(word.substr(0, at), U"-");
    if (chome.empty()) {
      const View before = trim(others, parting);
      const size_t number = before.find_last_of(parting) + 1;
      chome = before.substr(number);
      if (is_number_alone(chome)) others.resize(number);
    }
    unread_chome |= !is_number_alone(chome) || !(behind.empty() || is_number_alone(behind) || is_block(behind));
    ++chomes;
    if (!behind.empty()) block = behind, ++blocks;
    return true;
  }

  void take(View word, bool comma) {
    const std::string digits = is_code(word) ? digits_of(word) : std::string();
    if (!digits.empty() && (code.empty() || code == digits)) {
      code = digits;
      code_last = true;
      return;
    }
    code_last = false;
    if (take_chome(word)) return;
    if (is_block(word)) {
      block = word;
      ++blocks;
      return;
    }
    others.append(word).append(comma ? U", " : U" ");
  }

  /// Whether the words say that it lies in Japan, or in the code's prefecture.
  bool say_where(std::string_view pref) const {
    for (View rest = trim(others, parting); !rest.empty();) {
      const View word = rest.substr(0, rest.find_first_of(parting));
      rest = trim(rest.substr(word.size()), parting);
      if (says(word, U"japan") || (is_latin(word[0]) && prefecture_named(word) == pref)) return true;
    }
    return false;
  }
};

}  // namespace

bool is_latin_alone(View text) {
  return std::any_of(text.begin(), text.end(), is_latin) && !is_japanese(text);
}

void take_romaji(Chars& text, std::string& code, Chars& building) {
  if (!is_latin_alone(text)) return;
  Words words;
  words.code = code;
  for (View rest = trim(text, parting); !rest.empty();) {
    const View word = rest.substr(0, rest.find_first_of(parting));
    const View behind = rest.substr(word.size());
    rest = trim(behind, parting);
    words.take(word, behind.starts_with(U','));
  }
  if (words.code.empty() || words.blocks != 1 || words.chomes > 1 || words.unread_chome) return;
  const Town* town = town_of(words.code);
  if (!town) return;
  const bool known = !code.empty() || words.code_last;
  if (!known && !words.say_where(Towns::all().cities()[town->city].pref)) return;
  code = words.code;
  text = words.chome.empty() ? words.block : words.chome.append(U"-").append(words.block);
  building = trim(words.others, parting);
}

}  // namespace musubi::normalize
