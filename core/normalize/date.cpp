#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "core/normalize/clock_scan.hpp"
#include "core/normalize/date_around.hpp"
#include "core/normalize/date_scan.hpp"
#include "core/normalize/day_words.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

std::string two(int64_t n) {
  std::string out = std::to_string(n);
  return n < 10 ? "0" + out : out;
}

struct Both {
  DayScan day;
  Clock clock;
};

/// "Sat Jan 31 09:05:07 JST 2026" with its year before the time.
Chars year_before_time(View text) {
  const size_t colon = text.find(U':'), space = text.rfind(U' ');
  if (text.empty() || !is_latin(text.front()) || colon == View::npos || space == View::npos || space < colon || text.size() - space != 5) return Chars(text);
  if (!std::all_of(text.begin() + std::ptrdiff_t(space) + 1, text.end(), is_digit)) return Chars(text);
  const size_t time = text.rfind(U' ', colon);
  if (time == View::npos) return Chars(text);
  return Chars(text.substr(0, time)).append(text.substr(space)).append(text.substr(time, space - time));
}

/// A weekday and what stands between it and the day; false if it is another day's.
bool weekdays(View text, size_t& at, std::optional<int>& named) {
  for (;;) {
    size_t next = at;
    next = skip_spaces(text, next);
    const auto mark = take_weekday(text, next);
    if (!mark) return named.has_value();
    if (mark->day) named = mark->day;
    at = next;
  }
}

/// What stands between a day and its time: a comma, "at", _, a colon (30/Sep/2026:10:00:00) or, behind digits alone, a dash.
void skip_between(View text, size_t& at) {
  at = skip_spaces(text, at);
  if (take(text, at, U", ") || take(text, at, U"_")) at = skip_spaces(text, at);
  take(text, at, U"at ");
  const View rest = text.substr(at);
  if (rest.size() <= 6 || !std::all_of(rest.begin() + 1, rest.begin() + 3, is_digit)) return;
  if (rest.front() == U':' ? rest[3] == U':' : is_dash(rest.front()) && (rest[3] == U'.' || (is_digit(rest[3]) && rest.size() == 7))) ++at;
}

/// Of a year in two digits the century before, where it would lead behind `latest`.
void keep_before(DayScan& scan, const std::optional<Day>& latest) {
  if (!latest || !scan.two_digits || scan.problem || scan.day.year < 2000 || scan.day <= *latest) return;
  scan.day.year -= 100;
  if (!exists(scan.day)) scan.problem = "normalize.no_such_day";
  if (scan.note == std::string_view("normalize.two_digit_year")) scan.note = "normalize.two_digit_birth_year";
}

/// The day and what is written round it.
DayScan scan_day_and_words(View text, size_t& at, const std::optional<Day>& latest) {
  std::optional<int> named;
  if (weekdays(text, at, named)) {
    take(text, at, U",");
    at = skip_spaces(text, at);
  }
  DayScan out = scan_day(text, at);
  keep_before(out, latest);
  if (out.problem) return out;
  bool agrees = true;
  for (size_t before = text.size() + 1; before != at && at < text.size();) {
    before = at;
    weekdays(text, at, named);
    skip_holiday(text, at);
    skip_words_behind(text, at);
    skip_other_reckoning(text, at, out.day, agrees);
  }
  if (named && *named != weekday_of(out.day)) out.note = "normalize.weekday_differs";
  if (!agrees) out.note = "normalize.reckonings_differ";
  return out;
}

Both scan_both(View text, const std::optional<Day>& latest) {
  Both both;
  size_t at = 0;
  both.day = scan_day_and_words(text, at, latest);
  if (both.day.problem) return both;
  skip_between(text, at);
  if (size_t end = at; at < text.size()) {
    if (scan_clock(text, end, both.clock)) at = end;
    else if (!scan_half(text, at, both.clock)) both.day.problem = "normalize.bad_date";
  }
  skip_words_behind(text, at);
  at = skip_spaces(text, at);
  if (at < text.size()) both.day.problem = "normalize.bad_date";
  if (both.clock.range) both.day.note = "normalize.time_range";
  if (both.day.day_part > 0) {
    auto seconds = std::min<int64_t>(std::llround(both.day.day_part * 86400), 86399);
    both.clock.hour = seconds / 3600, both.clock.minute = seconds / 60 % 60, both.clock.second = seconds % 60;
  }
  return both;
}

/// Seconds or milliseconds since 1970, as many web services send them.
std::string from_unix(View text) {
  if ((text.size() != 10 && text.size() != 13) || text[0] != U'1') return "";
  int64_t seconds = 0;
  for (char32_t c : text.substr(0, 10)) {
    if (!is_digit(c)) return "";
    seconds = seconds * 10 + int64_t(c - U'0');
  }
  for (char32_t c : text.substr(10))
    if (!is_digit(c)) return "";
  std::string fraction = text.size() == 13 && text.substr(10) != U"000" ? "." + utf8(text.substr(10)) : "";
  return iso(from_excel(seconds / 86400 + 25569)) + "T" + two(seconds / 3600 % 24) + ":" +
         two(seconds / 60 % 60) + ":" + two(seconds % 60) + fraction + "+00:00";
}

/// 2026-09-30; nothing for anything else.
std::optional<Day> from_iso(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const Chars chars = read(text);
  size_t at = 0;
  const DayScan scan = scan_day(chars, at);
  return scan.problem ? std::nullopt : std::optional(scan.day);
}

void judge(Outcome& out, const DayScan& scan) {
  if (scan.problem)
    out.problem = Message{scan.problem, {}};
  else if (scan.note)
    out.note = Message{scan.note, {}};
}

}  // namespace

Date date(std::string_view text, std::string_view latest) {
  Date out;
  const Chars chars = read(text);
  if (chars.empty()) return out;
  if (chars.size() > kLongestWritten) return out.problem = Message{"normalize.bad_date", {}}, out;
  const Both both = scan_both(year_before_time(bare_date(chars)), from_iso(latest));
  judge(out, both.day);
  if (!out.problem) out.date = iso(both.day.day);
  if (both.day.outside_era) out.outside_era = iso(both.day.day);
  return out;
}

DateTime datetime(std::string_view text) {
  DateTime out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  if (chars.size() > kLongestWritten) return out.problem = Message{"normalize.bad_date", {}}, out;
  if (out.time = from_unix(chars); !out.time.empty()) return out;
  Both both = scan_both(year_before_time(bare_date(chars)), std::nullopt);
  Clock& c = both.clock;
  if (!both.day.problem && c.hour >= 24) {
    if (c.hour > 24 || c.minute > 0 || c.second > 0) both.day.note = "normalize.late_hour";
    c.hour -= 24;
    both.day.day = day_after(both.day.day);
  }
  judge(out, both.day);
  if (out.problem) return out;
  out.time = iso(both.day.day) + "T" + two(c.hour) + ":" + two(c.minute) + ":" + two(c.second) + c.fraction +
             c.offset;
  return out;
}

}  // namespace musubi::normalize
