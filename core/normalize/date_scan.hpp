// The day at the beginning of a text, for date() and datetime().
//
//   day   = era year-of-era sep month sep day | year sep month sep day | month sep day sep year4 | yyyymmdd |
//   yymmdd
//         | letter yymmdd | code yymmdd (1 明治 … 5 令和) | Jan 31, 2026 | 31 Jan 2026 | 2026 Jan 31 | Excel serial
//         | 2026-W05-6 | 2026-031 | 2026:01:31
//   year  may be followed by the other reckoning in brackets: 1968(昭和43)年; 元 is 1
//   sep   = 年 月 日 / . - and what looks like a hyphen, with spaces; or spaces alone
#pragma once
#include "core/normalize/calendar.hpp"

namespace musubi::normalize {

struct DayScan {
  Day day{};
  const char* note = nullptr;     // a message id
  const char* problem = nullptr;  // a message id; then day means nothing but outside its era
  bool outside_era = false;       // day is counted on, or back, over the end of the era it is written in
  bool two_digits = false;        // the century is not said
  double day_part = 0;            // of an Excel serial: the time as a part of the day
};

/// Reads the day at the start of `text` and leaves in `at` where it ended (weekday not included).
DayScan scan_day(View text, size_t& at);

}  // namespace musubi::normalize
