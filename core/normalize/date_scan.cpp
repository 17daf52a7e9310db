#include "core/normalize/date_scan.hpp"

#include <algorithm>
#include <array>

#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

constexpr const char* unreadable = "normalize.bad_date";
constexpr const char* no_such_day = "normalize.no_such_day";

DayScan problem(const char* id) {
  DayScan s;
  s.problem = id;
  return s;
}

DayScan found(int64_t y, int64_t m, int64_t d, const char* note = nullptr) {
  if (y > 9999 || m > 99 || d > 99) return problem(unreadable);
  DayScan s;
  s.day = {int(y), int(m), int(d)};
  s.note = note;
  if (!exists(s.day)) return problem(no_such_day);
  if (s.day == Day{1900, 1, 1} || s.day == Day{9999, 12, 31} || s.day == Day{1, 1, 1})
    s.note = "normalize.dummy_date";
  return s;
}

DayScan of_era(const Era& era, int64_t year, int64_t m, int64_t d, const char* note = nullptr) {
  if (year < 1) return problem(no_such_day);
  DayScan s = found(era.first.year + year - 1, m, d, note);
  if (s.problem) return s;
  s.outside_era = s.day < era.first || s.day > era.last;
  if (s.day < era.first) s.problem = "normalize.before_era";
  if (s.day > era.last) s.note = "normalize.after_era";
  return s;
}

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

bool is_separator(char32_t c) {
  return c == U'/' || c == U'.' || c == U',' || c == U'・' || is_hyphen(c);
}

bool take_separator(Cursor& in, View signs) {
  in.skip_spaces();
  char32_t c = in.peek();
  if (signs.find(c) == View::npos && !is_separator(c))
    return in.at > 0 && in.text[in.at - 1] == U' ' && is_digit(c);
  if (c != U'\0') ++in.at;
  in.skip_spaces();
  return c != U'\0';
}

/// The other reckoning in brackets: 1968(昭和43)年, 昭和43年(1968年)10月.
bool take_bracket(Cursor& in, int64_t year) {
  if (in.peek() != U'(') return true;
  size_t close = in.text.find(U')', in.at);
  if (close == View::npos) return true;
  Cursor inner{in.text.substr(0, close), in.at + 1};
  int64_t other = 0;
  auto era = match_era(inner.text.substr(inner.at));
  if (era) inner.at += era->size;
  inner.take(U"西暦");
  other = inner.take(U'元') ? 1 : scan_number(inner.text, inner.at);
  if (other < 0) return true;
  if (era) other += era->era->first.year - 1;
  in.at = close + 1;
  return other == year;
}

DayScan finish(Cursor& in, const Era* era, int64_t year, const char* note) {
  int64_t full = era ? era->first.year + year - 1 : year;
  in.skip_spaces();
  if (!take_bracket(in, full)) return problem(unreadable);
  if (!take_separator(in, U"年")) return problem(unreadable);
  if (!take_bracket(in, full)) return problem(unreadable);
  in.skip_spaces();
  int64_t month = scan_number(in.text, in.at);
  if (month < 0 || !take_separator(in, U"月")) return problem(unreadable);
  int64_t day = scan_number(in.text, in.at);
  if (day < 0) return problem(unreadable);
  size_t before = in.at;
  in.skip_spaces();
  if (!in.take(U'日')) in.at = before;
  return era ? of_era(*era, year, month, day, note) : found(year, month, day, note);
}

int month_named(View text) {
  constexpr std::array<View, 12> names = {U"jan", U"feb", U"mar", U"apr", U"may", U"jun",
                                          U"jul", U"aug", U"sep", U"oct", U"nov", U"dec"};
  if (text.size() < 3) return 0;
  const char32_t head[] = {lower(text[0]), lower(text[1]), lower(text[2])};
  for (size_t i = 0; i < names.size(); ++i)
    if (names[i] == View(head, 3)) return int(i) + 1;
  return 0;
}

int64_t take_month_name(Cursor& in) {
  int month = month_named(in.text.substr(in.at));
  if (month)
    while (is_latin(in.peek()) || in.peek() == U'.') ++in.at;
  return month;
}

/// Mon, Sunday: in front of an English date, which is read without it.
void skip_weekday_name(Cursor& in) {
  constexpr std::array<View, 7> names = {U"mon", U"tue", U"wed", U"thu", U"fri", U"sat", U"sun"};
  const char32_t head[] = {lower(in.peek()), lower(in.peek(1)), lower(in.peek(2))};
  if (std::none_of(names.begin(), names.end(), [&](View name) { return name == View(head, 3); })) return;
  Cursor behind = in;
  while (is_latin(behind.peek()) || behind.peek() == U'.' || behind.peek() == U',') ++behind.at;
  if (behind.peek() != U' ') return;
  in.at = behind.at;
  in.skip_spaces();
}

void skip_between(Cursor& in) {
  while (in.peek() == U' ' || in.peek() == U',' || in.peek() == U'.' || is_dash(in.peek())) ++in.at;
}

DayScan month_first(Cursor& in) {
  int64_t month = take_month_name(in);
  skip_between(in);
  int64_t day = scan_number(in.text, in.at);
  if (is_latin(in.peek()) && is_latin(in.peek(1))) in.at += 2;  // 31st
  skip_between(in);
  if (month == 0 || day < 0 || in.digits() != 4) return problem(unreadable);
  return found(in.number(4), month, day);
}

DayScan two_digit_year(int64_t year, int64_t month, int64_t day) {
  return found(year + (year < 50 ? 2000 : 1900), month, day, "normalize.two_digit_year");
}

/// Digits without separators; `width` of them at the cursor.
DayScan compact(Cursor& in, size_t width) {
  if (width == 8 || width == 12 || width == 14) {
    int64_t y = in.number(4), m = in.number(2), d = in.number(2);
    return found(y, m, d);
  }
  if (width == 7) {
    const Era* era = era_numbered(int(in.number(1)));
    int64_t y = in.number(2), m = in.number(2), d = in.number(2);
    return era ? of_era(*era, y, m, d, "normalize.era_code") : problem(unreadable);
  }
  if (width == 6) {
    int64_t y = in.number(2), m = in.number(2), d = in.number(2);
    return two_digit_year(y, m, d);
  }
  if (width != 5) return problem(unreadable);
  Day day = from_excel(in.number(5));
  DayScan s = found(day.year, day.month, day.day, "normalize.excel_serial");
  if (in.peek() == U'.' && is_digit(in.peek(1))) {
    double scale = 0.1;
    for (++in.at; is_digit(in.peek()); ++in.at, scale /= 10) s.day_part += scale * double(in.peek() - U'0');
  }
  return s;
}

/// Day and month before a year of four digits: American unless that cannot be.
DayScan year_last(Cursor& in, int64_t first) {
  take_separator(in, U"");
  if (int64_t month = take_month_name(in)) {
    skip_between(in);
    if (in.digits() != 4) return problem(unreadable);
    return found(in.number(4), month, first);
  }
  int64_t second = scan_number(in.text, in.at);
  if (second < 0 || !take_separator(in, U"") || in.digits() != 4) return problem(unreadable);
  int64_t year = in.number(4);
  if (first > 12) return found(year, second, first);
  return found(year, first, second, second > 12 || first == second ? nullptr : "normalize.ambiguous_date");
}

bool ends_with_year(const Cursor& in) {  // 1/31/2026, 31-Jan-2026
  Cursor ahead = in;
  scan_number(ahead.text, ahead.at);
  if (!take_separator(ahead, U"")) return month_named(ahead.text.substr(ahead.at)) != 0;
  if (month_named(ahead.text.substr(ahead.at))) return true;
  return scan_number(ahead.text, ahead.at) >= 0 && take_separator(ahead, U"") && ahead.digits() == 4;
}

DayScan with_era(Cursor& in, const EraMatch& match) {
  in.at += match.size;
  while (in.peek() == U' ' || in.peek() == U'.' || is_dash(in.peek())) ++in.at;
  if (in.digits() == 6) {
    int64_t y = in.number(2), m = in.number(2), d = in.number(2);
    return of_era(*match.era, y, m, d);
  }
  int64_t year = in.take(U'元') ? 1 : scan_number(in.text, in.at);
  if (year < 0 || year > 150) return problem(unreadable);
  return finish(in, match.era, year, nullptr);
}

DayScan scan(Cursor& in) {
  in.take(U"西暦");
  if ((in.peek() == U'\'' || in.peek() == U'’') && is_digit(in.peek(1)) && is_digit(in.peek(2))) ++in.at;  // ’24年
  in.skip_spaces();
  skip_weekday_name(in);
  const size_t begin = in.at;
  if (take_month_name(in)) {
    in.at = begin;
    return month_first(in);
  }
  if (auto era = match_era(in.text.substr(in.at))) return with_era(in, *era);
  size_t width = in.digits();
  if (width > 4) return compact(in, width);
  if (width == 1 || width == 2) {
    if (ends_with_year(in)) return year_last(in, scan_number(in.text, in.at));
    int64_t year = scan_number(in.text, in.at);
    return finish(in, nullptr, year + (year < 50 ? 2000 : 1900), "normalize.two_digit_year");
  }
  if (width == 3) return problem(unreadable);
  int64_t year = scan_number(in.text, in.at);
  if (width == 0 && year < 1000) return problem(unreadable);
  return finish(in, nullptr, year, nullptr);
}

int weekday(const Day& d) {  // 0 is Sunday
  constexpr int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  int y = d.year - (d.month < 3);
  return (y + y / 4 - y / 100 + y / 400 + shift[d.month - 1] + d.day) % 7;
}

}  // namespace

DayScan scan_day(View text, size_t& at) {
  Cursor in{text.substr(at)};
  DayScan s = scan(in);
  at += in.at;
  return s;
}

bool scan_weekday(View text, size_t& at, const Day& day) {
  Cursor in{text, at};
  in.skip_spaces();
  bool bracket = in.take(U'(');
  size_t named = View(U"日月火水木金土").find(in.peek());
  if (in.peek() == U'\0' || named == View::npos) return true;
  ++in.at;
  if (in.take(U'曜'))
    in.take(U'日');
  else if (!bracket)
    return true;
  if (bracket && !in.take(U')')) return true;
  at = in.at;
  return int(named) == weekday(day);
}

}  // namespace musubi::normalize
