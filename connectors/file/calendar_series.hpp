// The occurrences of a series of iCalendar (RRULE), the latest up to a day.
#pragma once
#include <libical/ical.h>

#include <set>
#include <string>
#include <vector>

namespace musubi::file {

/// At most so many occurrences of a series are wanted, the latest.
constexpr size_t kMostOccurrences = 2000;

struct Series {
  std::vector<icaltimetype> starts;  // in their order
  bool earlier_left_out = false;     // there were more than kMostOccurrences
  bool unfinished = false;           // the rule gives so many that the last day was not come to
};

/// The occurrences from `first` (DTSTART) up to the day `last` (ISO 8601; an instant in UTC: the day that it is then in the zone of `first`),
/// without those whose stamp_of_time is in `excepted`. A rule by weeks, days, hours, minutes or seconds without a COUNT is entered near that day, whenever it began; any other is followed from its
/// beginning for 100,000 occurrences. Rules that give nothing for long are looked through for 2,000,000 of their units;
/// of those by seconds, minutes or hours that name days of months or of the year the first occurrence alone is given, unfinished. Pure.
Series latest_of_series(const icalrecurrencetype& rule, icaltimetype first, const std::string& last, const std::set<std::string>& excepted);

}  // namespace musubi::file
