#include <algorithm>
#include <array>
#include <string>

#include "core/resolve/letters.hpp"
#include "core/resolve/list_column.hpp"

namespace musubi::resolving {
namespace {

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

// Spaces and signs of all scripts; whatever else there is counts as a letter.
bool parts_words(char32_t c) {
  if (c < 0xaa) return !is_digit(c) && (c < U'A' || c > U'Z') && (c < U'a' || c > U'z');
  return c == 0xd7 || c == 0x30fb || (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3005) ||
         (c >= 0x3008 && c < 0x3020);
}

// The runs of digits of a text.
struct Runs {
  std::array<std::u32string, 3> runs;
  size_t count = 0;
};

// False where it is no date: another letter between, or more than three runs. What follows the third run after a
// space or T is the time of day.
bool digit_runs(std::u32string_view text, Runs& out) {
  bool inside = false;
  for (char32_t c : text) {
    if (is_digit(c)) {
      if (!inside && out.count == out.runs.size()) return false;
      if (!inside) ++out.count;
      out.runs[out.count - 1] += c;
    } else if (out.count == out.runs.size() && (c == U't' || c == U' ')) {
      return true;
    } else if (!parts_words(c) && c != U'年' && c != U'月' && c != U'日') {
      return false;
    }
    inside = is_digit(c);
  }
  return out.count > 0;
}

unsigned value_of(std::u32string_view digits) {
  unsigned out = 0;
  for (char32_t c : digits) out = out * 10 + unsigned(c - U'0');
  return out;
}

}  // namespace

std::u32string letters_of(std::string_view utf8) {
  return characters(units(utf8));
}

bool is_spaceless(char32_t c) {
  return (c >= 0x3005 && c <= 0x3007) || (c >= 0x3040 && c < 0xac00 && c != 0x30fb) || (c >= 0xe00 && c < 0xf00) ||
         (c >= 0xf900 && c < 0xfb00) || c >= 0x20000;
}

std::vector<std::u32string> words_of(std::u32string_view text) {
  std::vector<std::u32string> out;
  for (size_t i = 0; i < text.size();) {
    if (parts_words(text[i])) {
      ++i;
      continue;
    }
    bool spaceless = is_spaceless(text[i]);
    size_t end = i;
    while (end < text.size() && !parts_words(text[end]) && is_spaceless(text[end]) == spaceless) ++end;
    if (spaceless && end - i > 2)
      for (size_t k = i; k + 1 < end; ++k) out.emplace_back(text.substr(k, 2));
    else
      out.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

std::u32string without_signs(std::u32string_view text) {
  std::u32string out;
  for (char32_t c : text)
    if (!parts_words(c)) out += c;
  return out;
}

bool read_day(std::u32string_view text, bool day_first, Day& out) {
  Runs r;
  if (text.size() > 40 || !digit_runs(text, r)) return false;
  if (r.count == 1 && r.runs[0].size() == 8) {
    std::u32string all = r.runs[0];
    r = {{all.substr(0, 4), all.substr(4, 2), all.substr(6, 2)}, 3};
  }
  if (r.count != 3) return false;
  auto& [first, second, third] = r.runs;
  if (first.size() <= 2 && (third.size() == 4 || third.size() == 2)) {
    if (!day_first) std::swap(first, second);
    std::swap(first, third);
  }
  if ((first.size() != 4 && first.size() != 2) || second.size() > 2 || third.size() > 2) return false;
  out = {uint16_t(value_of(first)), uint8_t(value_of(second)), uint8_t(value_of(third))};
  return true;
}

bool is_possible(const Day& d) {
  return (d.year < 100 || (d.year >= 1000 && d.year <= 2200)) && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
         d.day <= 31;
}

bool read_number(std::u32string_view text, double& out) {
  size_t point = text.find_last_of(U".,");
  bool decimal = point != std::u32string_view::npos && text.size() - point - 1 != 3;
  std::string digits;
  size_t letters = 0, figures = 0;
  for (size_t i = 0; i < text.size() && i < 40; ++i) {
    char32_t c = text[i];
    if (is_digit(c)) digits += char(c), ++figures;
    else if (c == U'-' && digits.empty()) digits += '-';
    else if (i == point && decimal) digits += '.';
    else if (!parts_words(c)) ++letters;
    else if (c == U'-' || c == U'/' || c == U':') return false;
  }
  if (figures == 0 || figures > 18 || letters > 3 || text.size() > 40) return false;
  out = std::stod(digits);
  return true;
}

}  // namespace musubi::resolving
