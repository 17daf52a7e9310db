#include "core/resolve/reading.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/resolve/letters.hpp"

namespace musubi::resolving {
namespace {

// From ァ (U+30A1) to ヴ (U+30F4) in the order of Unicode. Small vowels and ya, yu, yo start with '_'.
constexpr std::array<std::string_view, 84> kana_table = {
    "_a",  "a",   "_i",  "i",  "_u", "u",   "_e", "e",  "_o", "o",  "ka", "ga", "ki", "gi", "ku", "gu",  "ke",
    "ge",  "ko",  "go",  "sa", "za", "shi", "ji", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "chi", "ji",
    "_tu", "tsu", "zu",  "te", "de", "to",  "do", "na", "ni", "nu", "ne", "no", "ha", "ba", "pa", "hi",  "bi",
    "pi",  "fu",  "bu",  "pu", "he", "be",  "pe", "ho", "bo", "po", "ma", "mi", "mu", "me", "mo", "_ya", "ya",
    "_yu", "yu",  "_yo", "yo", "ra", "ri",  "ru", "re", "ro", "wa", "wa", "i",  "e",  "o",  "n",  "vu"};

bool is_vowel(char c) {
  return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

// A small vowel or ya/yu/yo takes the place of the vowel before it: キ + ャ = kya, シ + ャ = sha, フ + ァ =
// fa.
void add_small(std::string& out, std::string_view small) {
  std::string_view sound = small.substr(1);
  if (!out.empty() && is_vowel(out.back()) && out.size() > 1 && !is_vowel(out[out.size() - 2])) {
    out.pop_back();
    bool palatal = out.back() == 'h' || out.back() == 'j';
    if (palatal && sound.front() == 'y') sound.remove_prefix(1);
  }
  out += sound;
}

void replace_all(std::string& in, std::string_view from, std::string_view to) {
  for (size_t at = in.find(from); at != std::string::npos; at = in.find(from, at + to.size()))
    in.replace(at, from.size(), to);
}

}  // namespace

std::string romaji(std::string_view text) {
  std::string out;
  bool doubled = false;
  for (char16_t c : units(text)) {
    if (c >= 0x3041 && c <= 0x3094) c = char16_t(c + 0x60);
    if (c == u'ー') {
      if (!out.empty() && is_vowel(out.back())) out += out.back();
    } else if (c == u'ッ') {
      doubled = true;
    } else if (c >= 0x30a1 && c <= 0x30f4) {
      std::string_view sound = kana_table[size_t(c - 0x30a1)];
      if (doubled && sound.front() != '_' && !is_vowel(sound.front()))
        out += sound.front() == 'c' ? 't' : sound.front();
      doubled = false;
      if (sound.front() == '_')
        add_small(out, sound);
      else
        out += sound;
    } else if (c < 0x80 && std::isalpha(int(c))) {
      out += char(std::tolower(int(c)));
    }
  }
  return out;
}

std::string folded_reading(std::string_view romaji) {
  std::string out(romaji);
  using Rule = std::pair<std::string_view, std::string_view>;
  for (auto [from, to] : {Rule{"shi", "si"},
                          {"chi", "ti"},
                          {"tsu", "tu"},
                          {"fu", "hu"},
                          {"ji", "zi"},
                          {"sh", "sy"},
                          {"ch", "ty"},
                          {"j", "zy"},
                          {"zyy", "zy"},
                          {"mb", "nb"},
                          {"mp", "np"},
                          {"ou", "o"},
                          {"oo", "o"},
                          {"uu", "u"}})
    replace_all(out, from, to);
  std::string folded;
  for (size_t i = 0; i < out.size(); ++i) {
    bool lengthens = out[i] == 'h' && i > 0 && out[i - 1] == 'o' &&
                     (i + 1 == out.size() || !is_vowel(out[i + 1])) &&
                     (i + 1 == out.size() || out[i + 1] != 'y');
    if (!lengthens) folded += out[i];
  }
  return folded;
}

std::string unvoiced(std::string_view folded) {
  constexpr std::string_view voiced = "gzdbp", plain = "ksthh";
  std::string out(folded);
  for (char& c : out)
    if (size_t at = voiced.find(c); at != std::string_view::npos) c = plain[at];
  return out;
}

bool holds_name(std::string_view local, std::string_view family, std::string_view given) {
  std::string letters = folded_reading(romaji(local));
  auto holds = [&](std::string_view part) {
    return part.size() >= 3 && letters.find(part) != std::string::npos;
  };
  return holds(family) || holds(given);
}

std::string digits_in(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

}  // namespace musubi::resolving
