// Calendar arithmetic, and str() of times.
#include "connectors/http/template/time_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr int64_t kFirstDay = -719162, kLastDay = 2932896;  // 0001-01-01, 9999-12-31

int64_t floor_div(int64_t a, int64_t b) {
  int64_t q = a / b;
  return a % b < 0 ? q - 1 : q;
}

std::string padded(const char* form, long long value) {
  char buffer[32];
  int size = std::snprintf(buffer, sizeof buffer, form, value);
  return std::string(buffer, static_cast<size_t>(size));
}

std::string offset_text(int32_t offset) {
  int32_t size = std::abs(offset);
  std::string out = offset < 0 ? "-" : "+";
  out += padded("%02lld", size / 3600) + ":" + padded("%02lld", size / 60 % 60);
  if (size % 60) out += ":" + padded("%02lld", size % 60);
  return out;
}

}  // namespace

// The civil calendar by eras of 400 years, a year beginning in March so that the leap day is its last.
CalendarDay calendar_day(int64_t days) {
  int64_t z = days + 719468, era = floor_div(z, 146097);
  int64_t of_era = z - era * 146097;
  int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t month = (5 * of_year + 2) / 153;
  CalendarDay out;
  out.day = static_cast<int>(of_year - (153 * month + 2) / 5 + 1);
  out.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  out.year = year_of_era + era * 400 + (out.month <= 2 ? 1 : 0);
  return out;
}

int64_t days_since_1970(CalendarDay day) {
  int64_t year = day.year - (day.month <= 2 ? 1 : 0), era = floor_div(year, 400);
  int64_t year_of_era = year - era * 400;
  int64_t of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  int64_t of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
  return era * 146097 + of_era - 719468;
}

int days_in_month(int64_t year, int month) {
  static constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return lengths[static_cast<size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

std::string moment_iso(const Moment& moment, std::string_view between, std::string_view precise) {
  int64_t days = floor_div(moment.micros, kDay), rest = moment.micros - days * kDay;
  CalendarDay day = calendar_day(days);
  std::string out =
      padded("%04lld", day.year) + "-" + padded("%02lld", day.month) + "-" + padded("%02lld", day.day);
  if (moment.date_only) return out;
  out += between;
  static constexpr std::array<std::string_view, 5> known = {"hours", "minutes", "seconds", "milliseconds", "microseconds"};
  const bool automatic = precise == "auto";
  const size_t parts = automatic ? (rest % kSecond ? 4 : 2) : static_cast<size_t>(std::ranges::find(known, precise) - known.begin());
  if (parts == known.size()) trouble("Unknown timespec value");
  int64_t seconds = rest / kSecond;
  out += padded("%02lld", seconds / 3600);
  if (parts > 0) out += ":" + padded("%02lld", seconds / 60 % 60);
  if (parts > 1) out += ":" + padded("%02lld", seconds % 60);
  if (parts == 3) out += "." + padded("%03lld", rest % kSecond / 1000);
  if (parts == 4) out += "." + padded("%06lld", rest % kSecond);
  return moment.offset ? out + offset_text(*moment.offset) : out;
}

std::string moment_text(const Moment& moment) {
  return moment_iso(moment, " ");
}

std::string span_text(const Span& span) {
  int64_t days = floor_div(span.micros, kDay), rest = span.micros - days * kDay;
  std::string out;
  int32_t years = span.months / 12, months = span.months % 12;
  if (years) out += std::to_string(years) + " years, ";
  if (months) out += std::to_string(months) + (std::abs(months) == 1 ? " month, " : " months, ");
  if (days) out += std::to_string(days) + (std::llabs(days) == 1 ? " day, " : " days, ");
  int64_t seconds = rest / kSecond;
  out += std::to_string(seconds / 3600) + ":" + padded("%02lld", seconds / 60 % 60) + ":" +
         padded("%02lld", seconds % 60);
  if (rest % kSecond) out += "." + padded("%06lld", rest % kSecond);
  return out;
}

Moment shifted(Moment moment, const Span& span, int sign) {
  if (span.months) {
    int64_t days = floor_div(moment.micros, kDay), rest = moment.micros - days * kDay;
    CalendarDay day = calendar_day(days);
    int64_t months = day.year * 12 + day.month - 1 + int64_t{sign} * span.months;
    day.year = floor_div(months, 12);
    day.month = static_cast<int>(months - day.year * 12 + 1);
    if (day.year < 1 || day.year > 9999) trouble("date value out of range");
    day.day = std::min(day.day, days_in_month(day.year, day.month));
    moment.micros = days_since_1970(day) * kDay + rest;
  }
  int64_t by = span.micros;
  if (moment.date_only) by = floor_div(span.micros * sign, kDay) * kDay * sign;
  if (__builtin_add_overflow(moment.micros, sign * by, &moment.micros)) trouble("date value out of range");
  if (moment.micros < kFirstDay * kDay || moment.micros >= (kLastDay + 1) * kDay)
    trouble("date value out of range");
  return moment;
}

Moment as_utc(const Moment& moment) {
  return Moment{moment.utc(), 0, false};
}

}  // namespace musubi::http
