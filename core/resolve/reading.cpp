#include "core/resolve/reading.hpp"

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

// Hepburn and Kunrei as Kunrei, with j as zy.
std::string kunrei(std::string_view in) {
  std::string out;
  out.reserve(in.size() + 4);
  auto at = [&](size_t i) { return i < in.size() ? in[i] : '\0'; };
  auto put = [&](std::string_view sound, size_t taken) {
    out += sound;
    return taken;
  };
  for (size_t i = 0; i < in.size();) {
    char c = in[i], next = at(i + 1), third = at(i + 2);
    if (c == 's' && next == 'h') i += third == 'i' ? put("si", 3) : put("sy", 2);
    else if (c == 'c' && next == 'h') i += third == 'i' ? put("ti", 3) : put("ty", 2);
    else if (c == 't' && next == 's' && third == 'u') i += put("tu", 3);
    else if (c == 'f' && next == 'u') i += put("hu", 2);
    else if (c == 'j') i += next == 'i' ? put("zi", 2) : put("zy", next == 'y' ? 2 : 1);
    else if (c == 'z' && next == 'y' && third == 'y') i += put("zy", 3);
    else i += put({&in[i], 1}, 1);
  }
  return out;
}

// Each `first` that is followed by `second` alone.
void drop_second(std::string& text, char first, char second) {
  size_t size = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == first && i + 1 < text.size() && text[i + 1] == second) ++i;
    text[size++] = c;
  }
  text.resize(size);
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
  std::string out = kunrei(romaji(text));
  shrink_kana(out);
  return out;
}

std::string folded_reading(std::string_view romaji) {
  std::string out = kunrei(romaji);
  shrink_kana(out);
  for (size_t i = 0; i + 1 < out.size(); ++i)
    if (out[i] == 'm' && (out[i + 1] == 'b' || out[i + 1] == 'p')) out[i] = 'n';
  drop_second(out, 'o', 'u');
  drop_second(out, 'o', 'o');
  drop_second(out, 'u', 'u');
  size_t size = 0;
  for (size_t i = 0; i < out.size(); ++i) {
    char next = i + 1 < out.size() ? out[i + 1] : '\0';
    bool lengthens = out[i] == 'h' && i > 0 && out[i - 1] == 'o' && !is_vowel(next) && next != 'y';
    if (!lengthens) out[size++] = out[i];
  }
  out.resize(size);
  return out;
}

std::string unvoiced(std::string_view folded) {
  constexpr std::string_view voiced = "gzdbp", plain = "ksthh";
  std::string out(folded);
  for (char& c : out)
    if (size_t at = voiced.find(c); at != std::string_view::npos) c = plain[at];
  return out;
}

bool holds_reading(std::string_view spelt, std::string_view folded) {
  return folded.size() >= 3 && spelt.find(folded) != std::string_view::npos;
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
