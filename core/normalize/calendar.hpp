// Days and Japanese eras.
#pragma once
#include <optional>
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct Day {
  int year, month, day;
  friend auto operator<=>(const Day&, const Day&) = default;
};

/// Whether the day exists in the (proleptic) Gregorian calendar, years 1–9999.
bool exists(const Day& day);
/// "1980-01-08".
std::string iso(const Day& day);
/// The next day; of 9999-12-31 the same.
Day day_after(const Day& day);
/// The day `n` days after 1899-12-30, which is how Excel counts from 1900-03-01 on.
Day from_excel(int64_t n);

struct Era {
  View name, short_name;
  char32_t letter;
  Day first, last;  // of 明治 from its first year on; the last day is also the first of the next era where
                    // both were in use
};
/// The era whose name (in kanji or romaji), short name or letter (upper or lower case) begins `text`, and how many characters that
/// takes; the name wins.
struct EraMatch {
  const Era* era;
  size_t size;
};
std::optional<EraMatch> match_era(View text);
/// By the number of forms: 1 明治 … 5 令和; nullptr for another.
const Era* era_numbered(int n);

}  // namespace musubi::normalize
