#include <cmath>

#include "core/normalize/date_scan.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

struct Clock {
  int64_t hour = 0, minute = 0, second = 0;
  std::string fraction, offset;
};

bool take(View text, size_t& at, View word) {
  if (!text.substr(at).starts_with(word)) return false;
  at += word.size();
  return true;
}

void skip_spaces(View text, size_t& at) {
  while (at < text.size() && text[at] == U' ') ++at;
}

bool take_half(View text, size_t& at, View kanji, View latin) {
  skip_spaces(text, at);
  if (take(text, at, kanji)) return true;
  size_t i = at;
  for (char32_t c : latin) {
    if (i >= text.size() || lower(text[i]) != c) return false;
    ++i;
  }
  at = i;
  return true;
}

std::string two(int64_t n) {
  std::string out = std::to_string(n);
  return n < 10 ? "0" + out : out;
}

bool scan_offset(View text, size_t& at, std::string& offset) {
  skip_spaces(text, at);
  if (take(text, at, U"Z") || take(text, at, U"UTC")) return offset = "+00:00", true;
  if (take(text, at, U"JST")) return offset = "+09:00", true;
  if (at >= text.size() || (text[at] != U'+' && text[at] != U'-')) return true;
  char sign = char(text[at]);
  size_t i = at + 1, start = i;
  while (i < text.size() && is_digit(text[i])) ++i;
  if (i == start + 2 && i < text.size() && text[i] == U':') {
    size_t minutes = ++i;
    while (i < text.size() && is_digit(text[i])) ++i;
    if (i != minutes + 2) return false;
    offset = sign + utf8(text.substr(start, 5));
  } else if (i == start + 4) {
    offset = sign + utf8(text.substr(start, 2)) + ":" + utf8(text.substr(start + 2, 2));
  } else if (i == start + 2) {
    offset = sign + utf8(text.substr(start, 2)) + ":00";
  } else {
    return false;
  }
  at = i;
  return offset.substr(1) < "15" && offset[4] < '6';  // 14:00 is the world's largest
}

/// The time of day at `at`; false if something else stands there.
bool scan_clock(View text, size_t& at, Clock& clock) {
  if (at < text.size() && (text[at] == U'T' || text[at] == U't')) ++at;
  bool after_noon = take_half(text, at, U"午後", U"pm");
  bool halves = after_noon || take_half(text, at, U"午前", U"am");
  skip_spaces(text, at);
  size_t digits = at;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits - at == 4 || digits - at == 6) {  // 090000
    auto pair = [&](size_t i) {
      return int64_t(text[at + i] - U'0') * 10 + int64_t(text[at + i + 1] - U'0');
    };
    clock.hour = pair(0), clock.minute = pair(2), clock.second = digits - at == 6 ? pair(4) : 0;
    at = digits;
  } else {
    clock.hour = scan_number(text, at);
    if (clock.hour < 0) return false;
    if (!take(text, at, U":") && !take(text, at, U"時")) return false;
    if (take(text, at, U"半")) {
      clock.minute = 30;
    } else if (int64_t n = scan_number(text, at); n >= 0) {
      clock.minute = n;
      if (take(text, at, U":") || take(text, at, U"分"))
        clock.second = std::max<int64_t>(scan_number(text, at), 0);
    }
    take(text, at, U"秒");
  }
  if (at + 1 < text.size() && (text[at] == U'.' || text[at] == U',') && is_digit(text[at + 1])) {
    size_t start = ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
    clock.fraction = "." + utf8(text.substr(start, std::min<size_t>(at - start, 6)));
  }
  if (!halves)
    halves = (after_noon = take_half(text, at, U"午後", U"pm")) || take_half(text, at, U"午前", U"am");
  if (halves) clock.hour = clock.hour % 12 + (after_noon ? 12 : 0);
  return scan_offset(text, at, clock.offset) && clock.hour <= 24 && clock.minute < 60 && clock.second <= 60;
}

struct Both {
  DayScan day;
  Clock clock;
};

Both scan_both(View text) {
  Both both;
  size_t at = 0;
  both.day = scan_day(text, at);
  if (both.day.problem) return both;
  if (!scan_weekday(text, at, both.day.day)) both.day.note = "normalize.weekday_differs";
  skip_spaces(text, at);
  for (View behind : {View(U"生まれ"), View(U"生"), View(U"付け"), View(U"付")})
    if (text.substr(at) == behind) at = text.size();
  if (at < text.size() && !scan_clock(text, at, both.clock)) both.day.problem = "normalize.bad_date";
  skip_spaces(text, at);
  if (at < text.size()) both.day.problem = "normalize.bad_date";
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
  Both both = scan_both(chars);
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
  Both both = scan_both(chars);
  judge(out, both.day);
  if (out.problem) return out;
  const Clock& c = both.clock;
  if (c.hour == 24) return out.problem = Message{"normalize.bad_date", {}}, out;
  out.time = iso(both.day.day) + "T" + two(c.hour) + ":" + two(c.minute) + ":" + two(c.second) + c.fraction +
             c.offset;
  return out;
}

}  // namespace musubi::normalize
