// The time of day behind a date.
#pragma once
#include <cstdint>
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct Clock {
  int64_t hour = 0, minute = 0, second = 0;  // hours up to 29: 25:30 is half past one of the next day
  std::string fraction, offset;              // ".250", "+09:00"; "" where none is said
  bool range = false;                        // another time followed: 10:00-11:00 is read by its beginning
};

/// Reads a half of the day alone, at the end of the text: AM, 午後, 午前中; a span that begins at 0:00 or 12:00. 正午 is 12:00. False if there is none.
bool scan_half(View text, size_t& at, Clock& clock);
/// Reads the time at `at` and moves behind it: 9:05, 09:05:07.250, T090507, 午後3時5分, 3:05 p.m., 12.34.56; with Z, UTC, GMT, JST, +09:00, +0900, GMT+9,
/// [Asia/Tokyo], (日本時間) or, behind an offset, any zone's name in brackets or capitals. A minus with hours and minutes behind a time without seconds is no offset but a range. False if something else stands there.
bool scan_clock(View text, size_t& at, Clock& clock);

}  // namespace musubi::normalize
