#include "core/normalize/romaji_address.hpp"

#include <algorithm>

#include "core/normalize/towns.hpp"

namespace musubi::normalize {
namespace {

constexpr View parting = U" ,";

bool is_code(View word) {
  constexpr size_t size = 8, hyphen = 3;
  if (word.size() != size || !is_hyphen(word[hyphen])) return false;
  return size_t(std::count_if(word.begin(), word.end(), is_digit)) == size - 1;
}

bool is_block(View word) {
  return is_digit(word.front()) && is_digit(word.back()) &&
         std::any_of(word.begin(), word.end(), is_hyphen) &&
         std::all_of(word.begin(), word.end(), [](char32_t c) { return is_digit(c) || is_hyphen(c); });
}

/// Whether it is the code of a town that has it alone.
bool is_of_one_town(const std::string& code) {
  const Towns& all = Towns::all();
  const auto entries = all.with_code(uint32_t(std::stoul(code)));
  return entries.size() == 1 && !all.is_city(entries[0]);
}

}  // namespace

void take_romaji(Chars& text, std::string& code, Chars& building) {
  const bool latin = std::any_of(text.begin(), text.end(), is_latin);
  if (!latin || is_japanese(text)) return;
  std::string found = code;
  Chars block, others;
  for (View rest = trim(text, parting); !rest.empty();) {
    const View word = rest.substr(0, rest.find_first_of(parting));
    rest = trim(rest.substr(word.size()), parting);
    if (found.empty() && is_code(word)) {
      for (char32_t c : word)
        if (is_digit(c)) found += char(c);
    } else if (block.empty() && is_block(word)) {
      block = word;
    } else if (std::any_of(word.begin(), word.end(), is_digit)) {
      others.append(others.empty() ? U"" : U" ").append(word);
    }
  }
  if (found.empty() || block.empty() || !is_of_one_town(found)) return;
  code = found;
  text = block;
  building = others;
}

}  // namespace musubi::normalize
