#include "core/normalize/date_scan.hpp"

#include "core/normalize/date_cursor.hpp"
#include "core/normalize/day_words.hpp"
#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

bool is_separator(char32_t c) {
  return View(U"/.,、・_").find(c) != View::npos || is_hyphen(c);
}

bool take_separator(Cursor& in, View signs) {
  in.skip_spaces();
  char32_t c = in.peek();
  if (signs.find(c) == View::npos && !is_separator(c))
    return in.at > 0 && in.text[in.at - 1] == U' ' && (is_digit(c) || is_latin(c));
  if (c != U'\0') ++in.at;
  in.skip_spaces();
  return c != U'\0';
}

/// The other reckoning in brackets: 1968(昭和43)年, 昭和43年(1968年)10月. False where it is another year; `other` becomes its era.
bool take_bracket(Cursor& in, int64_t year, const Era*& other) {
  constexpr View openers = U"([【〔", closers = U")]】〕";
  const size_t kind = openers.find(in.peek());
  if (kind == View::npos) return true;
  size_t close = in.text.find(closers[kind], in.at);
  if (close == View::npos) return true;
  Cursor inner{in.text.substr(0, close), in.at + 1};
  auto era = match_era(inner.text.substr(inner.at));
  if (era) inner.at += era->size;
  inner.take(U"西暦");
  int64_t said = inner.take(U'元') ? 1 : scan_number(inner.text, inner.at);
  if (said < 0) return true;
  if (era) said += era->era->first.year - 1, other = era->era;
  in.at = close + 1;
  return said == year;
}

/// The same year once more, behind 年 or a mark: 1985/昭和60年8月26日, 昭和60年/1985年8月26日. `other` becomes its era.
void take_other_year(Cursor& in, int64_t year, const Era*& other) {
  Cursor ahead = in;
  const bool parted = ahead.take(U'年');
  const size_t begin = ahead.at;
  while (View(U" /・=").find(ahead.peek()) != View::npos && ahead.peek() != U'\0') ++ahead.at;
  if ((!parted && ahead.at == begin) || (is_digit(ahead.peek()) && ahead.digits() != 4)) return;
  const auto era = match_era(ahead.text.substr(ahead.at));
  if (era) ahead.at += era->size;
  else if (!is_digit(ahead.peek())) return;
  int64_t said = ahead.take(U'元') ? 1 : scan_number(ahead.text, ahead.at);
  if (said < 0) return;
  if (era) said += era->era->first.year - 1;
  if (said != year) return;
  if (era) other = era->era;
  in.at = ahead.at;
}

bool within(const Day& day, const Era& era) { return era.first <= day && day <= era.last; }

/// The era that a bracket names decides where the day lies outside the one in front of it (平成31(令和元)年5月1日), and is noted where the day is not its own.
DayScan with_other_era(DayScan s, const Era* other) {
  if (!other || s.problem == no_such_day || s.problem == unreadable_date) return s;
  if (!within(s.day, *other)) s.note = s.problem ? s.note : "normalize.reckonings_differ";
  else if (s.outside_era) s.outside_era = false, s.note = s.problem = nullptr;
  return s;
}

DayScan finish(Cursor& in, const Era* era, int64_t year, const char* note) {
  int64_t full = era ? era->first.year + year - 1 : year;
  const Era* other = nullptr;
  in.skip_spaces();
  if (!take_bracket(in, full, other)) return refused(unreadable_date);
  take_other_year(in, full, other);
  if (!take_separator(in, U"年")) return refused(unreadable_date);
  if (!take_bracket(in, full, other)) return refused(unreadable_date);
  in.skip_spaces();
  int64_t month = 1, day = 1;
  if (!in.take(U"元旦") && !in.take(U"元日")) {
    month = normalize::take_month_name(in.text, in.at);
    if (month == 0) month = scan_number(in.text, in.at);
    if (month < 0 || !take_separator(in, U"月")) return refused(unreadable_date);
    day = scan_number(in.text, in.at);
    if (day < 0) return refused(unreadable_date);
    size_t before = in.at;
    in.skip_spaces();
    if (in.peek(1) == U'曜' || !in.take(U'日')) in.at = before;  // 日曜
  }
  return with_other_era(era ? of_era(*era, year, month, day, note) : found(year, month, day, note), other);
}

int64_t take_month_name(Cursor& in) { return normalize::take_month_name(in.text, in.at); }
bool month_named(View text) {
  size_t at = 0;
  return normalize::take_month_name(text, at) > 0;
}

/// st, nd, rd, th and "of" behind the day of an English date.
void skip_ordinal(Cursor& in) {
  for (View end : {View(U"st"), View(U"nd"), View(U"rd"), View(U"th")})
    if (in.take(end)) break;
  Cursor ahead = in;
  ahead.skip_spaces();
  if (ahead.take(U"of ")) in = ahead;
}

void skip_between(Cursor& in) {
  while (View(U" ,./・_").find(in.peek()) != View::npos || is_dash(in.peek())) ++in.at;
}

/// 2026, 26 or '26 at the end of an English date.
DayScan english_year(Cursor& in, int64_t month, int64_t day) {
  if (in.digits() == 4) return found(in.number(4), month, day);
  if (in.peek() == U'\'' || in.peek() == U'’') ++in.at;
  return in.digits() == 2 ? two_digit_year(in.number(2), month, day) : refused(unreadable_date);
}

DayScan month_first(Cursor& in) {
  int64_t month = take_month_name(in);
  skip_between(in);
  int64_t day = scan_number(in.text, in.at);
  skip_ordinal(in);
  skip_between(in);
  return month == 0 || day < 0 ? refused(unreadable_date) : english_year(in, month, day);
}

/// Day and month before a year of four digits: American unless that cannot be.
DayScan year_last(Cursor& in, int64_t first) {
  skip_ordinal(in);
  take_separator(in, U"");
  if (int64_t month = take_month_name(in)) {
    skip_between(in);
    return english_year(in, month, first);
  }
  int64_t second = scan_number(in.text, in.at);
  const bool dots = in.peek() == U'.';  // 31.1.2026, as the continent writes it
  if (second < 0 || !take_separator(in, U"") || in.digits() != 4) return refused(unreadable_date);
  int64_t year = in.number(4);
  if (dots && second <= 12) return found(year, second, first, first > 12 || first == second ? nullptr : "normalize.day_first_date");
  if (first > 12) return found(year, second, first);
  return found(year, first, second, second > 12 || first == second ? nullptr : "normalize.ambiguous_date");
}

bool ends_with_year(const Cursor& in) {  // 1/31/2026, 31-Jan-2026
  Cursor ahead = in;
  scan_number(ahead.text, ahead.at);
  skip_ordinal(ahead);
  if (!take_separator(ahead, U"")) return month_named(ahead.text.substr(ahead.at));
  if (month_named(ahead.text.substr(ahead.at))) return true;
  return scan_number(ahead.text, ahead.at) >= 0 && take_separator(ahead, U"") && ahead.digits() == 4;
}

DayScan with_era(Cursor& in, const EraMatch& match) {
  in.at += match.size;
  while (View(U" ./・:").find(in.peek()) != View::npos || is_dash(in.peek())) ++in.at;
  if (in.digits() == 6) {
    int64_t y = in.number(2), m = in.number(2), d = in.number(2);
    return of_era(*match.era, y, m, d);
  }
  int64_t year = in.take(U'元') ? 1 : scan_number(in.text, in.at);
  if (year < 0 || year > 150) return refused(unreadable_date);
  return finish(in, match.era, year, nullptr);
}

/// A year of two digits in front; where that is no day, 9/30/26 as Americans write it.
DayScan short_year_first(Cursor& in) {
  Cursor american = in;
  const int64_t year = scan_number(in.text, in.at);
  DayScan s = finish(in, nullptr, year + (year < 50 ? 2000 : 1900), "normalize.two_digit_year");
  s.two_digits = true;
  if (s.problem != no_such_day || year > 12) return s;
  const int64_t month = scan_number(american.text, american.at);
  if (!american.take(U'/')) return s;
  const int64_t day = scan_number(american.text, american.at);
  if (!american.take(U'/') || american.digits() != 2) return s;
  DayScan other = two_digit_year(american.number(2), month, day);
  if (!other.problem) in = american;
  if (day <= 12 && day != month) other.note = "normalize.ambiguous_date";  // 1/8/80
  return other.problem ? s : other;
}

DayScan scan(Cursor& in) {
  in.take(U"西暦");
  if ((in.peek() == U'\'' || in.peek() == U'’') && is_digit(in.peek(1)) && is_digit(in.peek(2))) ++in.at;  // ’24年
  in.skip_spaces();
  const size_t begin = in.at;
  if (take_month_name(in)) {
    in.at = begin;
    return month_first(in);
  }
  const bool bracket = in.peek() == U'(';
  if (auto era = match_era(in.text.substr(in.at + bracket))) {
    in.at += bracket;
    if (!bracket) return with_era(in, *era);
    Cursor ahead = in;
    ahead.at += era->size;
    return ahead.peek() == U')' ? with_era(in, {era->era, era->size + 1}) : refused(unreadable_date);
  }
  if (const auto machine = machine_day(in)) return *machine;
  size_t width = in.digits();
  if (width > 4) return compact_day(in, width);
  if (width == 1 || width == 2) return ends_with_year(in) ? year_last(in, scan_number(in.text, in.at)) : short_year_first(in);
  if (width == 3) return refused(unreadable_date);
  int64_t year = scan_number(in.text, in.at);
  if (width == 0 && year < 1000) return refused(unreadable_date);
  return finish(in, nullptr, year, nullptr);
}

}  // namespace

DayScan scan_day(View text, size_t& at) {
  Cursor in{text.substr(at)};
  DayScan s = scan(in);
  at += in.at;
  return s;
}

}  // namespace musubi::normalize
