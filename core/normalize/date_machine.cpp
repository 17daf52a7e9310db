#include "core/normalize/date_cursor.hpp"
#include "core/normalize/day_words.hpp"

namespace musubi::normalize {

DayScan refused(const char* id) {
  DayScan s;
  s.problem = id;
  return s;
}

DayScan found(int64_t y, int64_t m, int64_t d, const char* note) {
  if (y > 9999 || m > 99 || d > 99) return refused(unreadable_date);
  DayScan s;
  s.day = {int(y), int(m), int(d)};
  s.note = note;
  if (!exists(s.day)) return refused(no_such_day);
  if (s.day == Day{1900, 1, 1} || s.day == Day{9999, 12, 31} || s.day == Day{1, 1, 1})
    s.note = "normalize.dummy_date";
  return s;
}

DayScan of_era(const Era& era, int64_t year, int64_t m, int64_t d, const char* note) {
  if (year < 1) return refused(no_such_day);
  DayScan s = found(era.first.year + year - 1, m, d, note);
  if (s.problem) return s;
  if (s.day < Day{1873, 1, 1}) {  // before that day Japan counted by the moon; 明治5年 ended on its 2nd day of month 12
    if (s.day > Day{1872, 12, 2}) return refused(no_such_day);
    s.note = "normalize.lunar_date";
  }
  s.outside_era = s.day < era.first || s.day > era.last;
  if (s.day < era.first) s.problem = "normalize.before_era";
  if (s.day > era.last) s.note = "normalize.after_era";
  return s;
}

DayScan two_digit_year(int64_t year, int64_t month, int64_t day) {
  DayScan s = found(year + (year < 50 ? 2000 : 1900), month, day, "normalize.two_digit_year");
  s.two_digits = true;
  return s;
}

std::optional<DayScan> machine_day(Cursor& in) {
  if (in.digits() != 4) return std::nullopt;
  Cursor ahead = in;
  const int64_t year = ahead.number(4);
  if (ahead.take(U':')) {
    if (ahead.digits() != 2) return std::nullopt;
    const int64_t month = ahead.number(2);
    if (!ahead.take(U':') || ahead.digits() != 2) return std::nullopt;
    const int64_t day = ahead.number(2);
    in = ahead;
    return found(year, month, day);
  }
  const bool dash = ahead.take(U'-');
  int64_t days = -1;  // behind the first of January
  if (ahead.take(U'W')) {
    if (ahead.digits() != 2 && ahead.digits() != 3) return std::nullopt;
    const int64_t week = ahead.number(2);
    if (dash && !ahead.take(U'-')) return std::nullopt;
    const int64_t of_week = ahead.digits() == 1 ? ahead.number(1) : 0;
    if (week < 1 || week > 53 || of_week < 1 || of_week > 7) return refused(no_such_day);
    const int first = (weekday_of({int(year), 1, 4}) + 6) % 7;  // Monday 0: the week of the 4th is the first
    days = 3 - first + (week - 1) * 7 + of_week - 1;
  } else if (dash && ahead.digits() == 3) {
    days = ahead.number(3) - 1;
    if (days < 0 || days > 365) return refused(no_such_day);
  } else {
    return std::nullopt;
  }
  in = ahead;
  if (year < 1900) return refused(no_such_day);
  const int64_t leaps = (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
  const Day day = from_excel((year - 1) * 365 + leaps + days - 693593);
  return found(day.year, day.month, day.day);
}

DayScan compact_day(Cursor& in, size_t width) {
  if (width == 12) {  // yyyymmddHHMM, or yymmddHHMMSS where that is no day of our times
    Cursor ahead = in;
    const int64_t y = ahead.number(4), m = ahead.number(2);
    if (y < 1868 || y > 2199 || m < 1 || m > 12) width = 6;
  }
  if (width == 8 || width == 12 || width == 14 || width == 17) {
    int64_t y = in.number(4), m = in.number(2), d = in.number(2);
    return found(y, m, d);
  }
  if (width == 7) {
    const Era* era = era_numbered(int(in.number(1)));
    int64_t y = in.number(2), m = in.number(2), d = in.number(2);
    return era ? of_era(*era, y, m, d, "normalize.era_code") : refused(unreadable_date);
  }
  if (width == 6) {
    int64_t y = in.number(2), m = in.number(2), d = in.number(2);
    return two_digit_year(y, m, d);
  }
  if (width != 5) return refused(unreadable_date);
  Day day = from_excel(in.number(5));
  DayScan s = found(day.year, day.month, day.day, "normalize.excel_serial");
  if (in.peek() == U'.' && is_digit(in.peek(1))) {
    double scale = 0.1;
    for (++in.at; is_digit(in.peek()); ++in.at, scale /= 10) s.day_part += scale * double(in.peek() - U'0');
  }
  return s;
}

}  // namespace musubi::normalize
