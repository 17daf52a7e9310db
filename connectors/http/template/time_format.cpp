// strftime, and the directives that manifests have beside Python's.
#include <cstdio>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_names.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

std::string padded(int64_t value, int width, char fill = '0') {
  std::string out = std::to_string(value);
  if (out.size() < static_cast<size_t>(width)) out.insert(0, static_cast<size_t>(width) - out.size(), fill);
  return out;
}

class Formatter {
 public:
  explicit Formatter(const Moment& moment) : moment_(moment) {
    int64_t days = moment.micros / kDay;
    rest_ = moment.micros - days * kDay;
    if (rest_ < 0) rest_ += kDay, --days;
    days_ = days;
    day_ = calendar_day(days);
    weekday_ = static_cast<int>(((days % 7) + 7 + 4) % 7);  // 0 = Sunday
    of_year_ = static_cast<int>(days - days_since_1970({day_.year, 1, 1})) + 1;
  }

  std::string run(std::string_view format) const {
    std::string out;
    for (size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%' || i + 1 >= format.size()) {
        out += format[i];
        continue;
      }
      bool bare = format[i + 1] == '-' && i + 2 < format.size();  // glibc: no padding
      char directive = format[i + (bare ? 2 : 1)];
      std::string one = directive_text(directive);
      if (one.empty() && !knows(directive)) {
        out += '%';
        continue;
      }
      if (bare) one.erase(0, std::min(one.find_first_not_of("0 "), one.size() - 1));
      out += one;
      i += bare ? 2 : 1;
    }
    return out;
  }

 private:
  static bool knows(char c) { return std::string_view("zZ").find(c) != std::string_view::npos; }
  int64_t hour() const { return rest_ / (3600 * kSecond); }
  int64_t minute() const { return rest_ / (60 * kSecond) % 60; }
  int64_t second() const { return rest_ / kSecond % 60; }
  int64_t hour12() const { return hour() % 12 == 0 ? 12 : hour() % 12; }

  std::string directive_text(char c) const {
    switch (c) {
      case 'Y':
        return std::to_string(day_.year);
      case 'm':
        return padded(day_.month, 2);
      case 'd':
        return padded(day_.day, 2);
      case 'H':
        return padded(hour(), 2);
      case 'M':
        return padded(minute(), 2);
      case 'S':
        return padded(second(), 2);
      case 'f':
        return padded(rest_ % kSecond, 6);
      case 'z':
        return offset(false);
      case 'Z':
        return moment_.offset ? (*moment_.offset == 0 ? "UTC" : "UTC" + offset(true)) : "";
      case 'j':
        return padded(of_year_, 3);
      case 's':
        return std::to_string(moment_.micros >= 0 ? moment_.micros / kSecond
                                                  : (moment_.micros - kSecond + 1) / kSecond);
      default:
        return more(c);
    }
  }

  std::string more(char c) const {
    switch (c) {
      case 'y':
        return padded(day_.year % 100, 2);
      case 'C':
        return padded(day_.year / 100, 2);
      case 'e':
        return padded(day_.day, 2, ' ');
      case 'I':
        return padded(hour12(), 2);
      case 'k':
        return padded(hour(), 2, ' ');
      case 'l':
        return padded(hour12(), 2, ' ');
      case 'p':
        return hour() < 12 ? "AM" : "PM";
      case 'P':
        return hour() < 12 ? "am" : "pm";
      case 'b':
      case 'h':
        return std::string(kMonthNames[static_cast<size_t>(day_.month - 1)].substr(0, 3));
      case 'B':
        return std::string(kMonthNames[static_cast<size_t>(day_.month - 1)]);
      case 'a':
        return std::string(kDayNames[static_cast<size_t>(weekday_)].substr(0, 3));
      case 'A':
        return std::string(kDayNames[static_cast<size_t>(weekday_)]);
      case 'w':
        return std::to_string(weekday_);
      case 'u':
        return std::to_string(weekday_ == 0 ? 7 : weekday_);
      default:
        return of_weeks(c);
    }
  }

  std::string of_weeks(char c) const {
    switch (c) {
      case 'U':
        return padded((of_year_ + 6 - weekday_) / 7, 2);
      case 'W':
        return padded((of_year_ + 6 - (weekday_ + 6) % 7) / 7, 2);
      case 'G':
        return std::to_string(iso_week().first);
      case 'g':
        return padded(iso_week().first % 100, 2);
      case 'V':
        return padded(iso_week().second, 2);
      case 'F':
        return run("%Y-%m-%d");
      case 'T':
        return run("%H:%M:%S");
      case 'R':
        return run("%H:%M");
      case 'D':
      case 'x':
        return run("%m/%d/%y");
      case 'X':
        return run("%H:%M:%S");
      case 'r':
        return run("%I:%M:%S %p");
      case 'c':
        return run("%a %b %e %H:%M:%S %Y");
      case 'n':
        return "\n";
      case 't':
        return "\t";
      case '%':
        return "%";
      default:
        return "";
    }
  }

  std::pair<int64_t, int64_t> iso_week() const {
    int64_t monday = days_ - (weekday_ + 6) % 7, thursday = monday + 3;
    int64_t year = calendar_day(thursday).year;
    return {year, (thursday - days_since_1970({year, 1, 1})) / 7 + 1};
  }

  std::string offset(bool colon) const {
    if (!moment_.offset) return "";
    int32_t size = *moment_.offset < 0 ? -*moment_.offset : *moment_.offset;
    std::string out = *moment_.offset < 0 ? "-" : "+";
    out += padded(size / 3600, 2) + (colon ? ":" : "") + padded(size / 60 % 60, 2);
    if (size % 60) out += (colon ? ":" : "") + padded(size % 60, 2);
    return out;
  }

  const Moment& moment_;
  CalendarDay day_;
  int64_t rest_ = 0, days_ = 0;
  int weekday_ = 0, of_year_ = 1;
};

}  // namespace

std::string format_time(const Moment& moment, std::string_view format) {
  return Formatter(moment).run(format);
}

std::string format_source_time(const Moment& moment, std::string_view format) {
  int64_t utc = moment.utc();
  if (format == "%s") return std::to_string(utc / kSecond);
  if (format == "%ms") return std::to_string(utc / 1000);
  if (format == "%epoch_microseconds") return std::to_string(utc);
  if (format == "%s_as_float") return float_text(static_cast<double>(utc) / 1e6);
  size_t millis = format.find("%_ms");
  if (millis == format.npos) return format_time(moment, format);
  std::string changed(format);
  int64_t part = ((moment.micros % kSecond) + kSecond) % kSecond / 1000;
  for (; millis != std::string::npos; millis = changed.find("%_ms"))
    changed.replace(millis, 4, padded(part, 3));
  return format_time(moment, changed);
}

}  // namespace musubi::http
