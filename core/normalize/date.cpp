#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "core/normalize/clock_scan.hpp"
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
  if (!is_latin(text.front()) || colon == View::npos || space == View::npos || space < colon || text.size() - space != 5) return Chars(text);
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

/// (2026年9月30日), (令和8年), (46歳) at `at`: the same day, year or an age. False where it says another.
bool remark(View text, size_t& at, const Day& day, bool& agrees) {
  const size_t end = at < text.size() && text[at] == U'(' ? text.find(U')', at) : View::npos;
  if (end == View::npos) return false;
  const View inner = trim(text.substr(at + 1, end - at - 1));
  size_t i = 0;
  if (const DayScan other = scan_day(inner, i); !other.problem && i == inner.size()) {
    agrees &= other.day == day;
  } else {
    const auto era = match_era(inner);
    i = era ? era->size : 0;
    const int64_t n = take(inner, i, U"元") ? 1 : scan_number(inner, i);
    const bool age = !era && (inner.substr(i) == U"歳" || inner.substr(i) == U"才"), year = inner.substr(i).empty() || inner.substr(i) == U"年";
    if (n < 0 || (!age && !year) || (!age && !era && n < 1000)) return false;
    if (!age) agrees &= (era ? era->era->first.year - 1 : 0) + n == day.year && (!era || (era->era->first <= day && day <= era->era->last));
  }
  at = end + 1;
  return true;
}

/// 生まれ, 付け, 現在 and a full stop at the end.
void skip_words_behind(View text, size_t& at) {
  constexpr View words[] = {U"生まれ", U"生れ", U"生", U"付け", U"付", U"現在", U"時点", U"。", U"."};
  size_t next = at;
  next = skip_spaces(text, next);
  for (View word : words)
    if (View rest = text.substr(next); rest == word || (rest.starts_with(word) && rest.substr(word.size()).starts_with(U"("))) at = next + word.size();
}

/// What stands between a day and its time: a comma, "at", _ or, behind digits alone, a dash.
void skip_between(View text, size_t& at) {
  at = skip_spaces(text, at);
  if (take(text, at, U", ") || take(text, at, U"_")) at = skip_spaces(text, at);
  take(text, at, U"at ");
  const View rest = text.substr(at);
  if (rest.size() > 6 && is_dash(rest.front()) && std::all_of(rest.begin() + 1, rest.begin() + 3, is_digit) && (rest[3] == U'.' || (is_digit(rest[3]) && rest.size() == 7))) ++at;
}

void skip_label(View text, size_t& at) {
  for (View label : {View(U"生年月日"), View(U"日付"), View(U"日時")})
    if (text.starts_with(label)) at = label.size();
  while (at > 0 && at < text.size() && (text[at] == U':' || text[at] == U' ')) ++at;
}

/// The day and what is written round it.
DayScan scan_day_and_words(View text, size_t& at) {
  skip_label(text, at);
  std::optional<int> named;
  if (weekdays(text, at, named)) {
    take(text, at, U",");
    at = skip_spaces(text, at);
  }
  DayScan out = scan_day(text, at);
  if (out.problem) return out;
  bool agrees = true;
  for (size_t before = text.size() + 1; before != at;) {
    before = at;
    weekdays(text, at, named);
    skip_words_behind(text, at);
    size_t bracket = at;
    bracket = skip_spaces(text, bracket);
    if (remark(text, bracket, out.day, agrees)) at = bracket;
  }
  if (named && *named != weekday_of(out.day)) out.note = "normalize.weekday_differs";
  if (!agrees) out.note = "normalize.reckonings_differ";
  return out;
}

Both scan_both(View text) {
  Both both;
  size_t at = 0;
  both.day = scan_day_and_words(text, at);
  if (both.day.problem) return both;
  skip_between(text, at);
  if (at < text.size() && !scan_clock(text, at, both.clock)) both.day.problem = "normalize.bad_date";
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

void judge(Outcome& out, const DayScan& scan) {
  if (scan.problem)
    out.problem = Message{scan.problem, {}};
  else if (scan.note)
    out.note = Message{scan.note, {}};
}

}  // namespace

Date date(std::string_view text) {
  Date out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  Both both = scan_both(year_before_time(chars));
  judge(out, both.day);
  if (!out.problem) out.date = iso(both.day.day);
  if (both.day.outside_era) out.outside_era = iso(both.day.day);
  return out;
}

DateTime datetime(std::string_view text) {
  DateTime out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  if (out.time = from_unix(chars); !out.time.empty()) return out;
  Both both = scan_both(year_before_time(chars));
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
