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

using Rule = std::pair<std::string_view, std::string_view>;

void to_kunrei(std::string& out) {
  for (auto [from, to] : {Rule{"shi", "si"},
                          {"chi", "ti"},
                          {"tsu", "tu"},
                          {"fu", "hu"},
                          {"ji", "zi"},
                          {"sh", "sy"},
                          {"ch", "ty"},
                          {"j", "zy"},
                          {"zyy", "zy"}})
    replace_all(out, from, to);
}

// Many tills write no small kana: シヨウタ for ショウタ, イツペイ for イッペイ. キヨコ stays apart from キョウコ.
void shrink_kana(std::string& out) {
  for (size_t i = 1; i + 2 < out.size(); ++i) {
    bool long_o = out[i + 2] == 'o' && i + 3 < out.size() && out[i + 3] == 'u';
    bool glides = out[i] == 'i' && out[i + 1] == 'y' && (out[i + 2] == 'a' || out[i + 2] == 'u' || long_o);
    if (glides && !is_vowel(out[i - 1]) && out[i - 1] != 'y') out.erase(i, 1);
  }
  for (size_t i = 1; i + 2 < out.size(); ++i)
    if (out[i] == 't' && out[i + 1] == 'u' && std::string_view("tp").find(out[i + 2]) != std::string_view::npos)
      out.replace(i, 2, 1, out[i + 2]);
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

std::string sound_of(std::string_view text) {
  std::string out = romaji(text);
  to_kunrei(out);
  shrink_kana(out);
  return out;
}

std::string folded_reading(std::string_view romaji) {
  std::string out(romaji);
  to_kunrei(out);
  shrink_kana(out);
  for (auto [from, to] : {Rule{"mb", "nb"}, Rule{"mp", "np"}, Rule{"ou", "o"}, Rule{"oo", "o"}, Rule{"uu", "u"}})
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

bool holds_reading(std::string_view local, std::string_view folded) {
  return folded.size() >= 3 && folded_reading(romaji(local)).find(folded) != std::string::npos;
}

bool has_reading(std::string_view list, std::string_view reading) {
  bool found = false;
  each_reading(list, [&](std::string_view one) { found |= one == reading; });
  return found;
}

std::string digits_in(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

}  // namespace musubi::resolving
