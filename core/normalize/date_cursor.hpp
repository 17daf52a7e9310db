// What the scanners of days share: where they are in the text, and what a day becomes.
#pragma once
#include <cstdint>
#include <optional>

#include "core/normalize/date_scan.hpp"

namespace musubi::normalize {

inline constexpr const char* unreadable_date = "normalize.bad_date";
inline constexpr const char* no_such_day = "normalize.no_such_day";

struct Cursor {
  View text;
  size_t at = 0;
  char32_t peek(size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : U'\0'; }
  void skip_spaces() {
    while (peek() == U' ') ++at;
  }
  bool take(char32_t c) {
    if (peek() != c) return false;
    ++at;
    return true;
  }
  bool take(View word) {
    if (!text.substr(at).starts_with(word)) return false;
    at += word.size();
    return true;
  }
  size_t digits() const {
    size_t n = 0;
    while (is_digit(peek(n))) ++n;
    return n;
  }
  int64_t number(size_t width) {  // exactly that many digits, which are there
    int64_t n = 0;
    for (size_t i = 0; i < width; ++i) n = n * 10 + (text[at++] - U'0');
    return n;
  }
};

DayScan refused(const char* id);
/// The day where it exists; stand-in days are noted.
DayScan found(int64_t year, int64_t month, int64_t day, const char* note = nullptr);
/// A year of an era, which may be outside of it.
DayScan of_era(const Era& era, int64_t year, int64_t month, int64_t day, const char* note = nullptr);
/// 00–49 are 2000–2049, 50–99 are 1950–1999, with a note.
DayScan two_digit_year(int64_t year, int64_t month, int64_t day);

/// 2026-W40-3, 2026-273 and 2026:09:30, as machines write days; moves the cursor only where one stands there.
std::optional<DayScan> machine_day(Cursor& in);
/// Digits without separators; `width` of them at the cursor, more than four.
DayScan compact_day(Cursor& in, size_t width);

}  // namespace musubi::normalize
