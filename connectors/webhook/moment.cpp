#include "connectors/webhook/moment.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>

namespace musubi::webhook {
namespace {

constexpr size_t longest = 60;

struct Moment {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  std::string fraction, zone;
};

struct Scanner {
  std::string_view rest;
  bool skip(std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
  }
  bool blanks() {
    size_t before = rest.size();
    while (skip(" ")) {
    }
    return rest.size() < before;
  }
  std::string_view digits() {
    size_t n = std::min(rest.find_first_not_of("0123456789"), rest.size());
    std::string_view out = rest.substr(0, n);
    rest.remove_prefix(n);
    return out;
  }
  /// Of `least` to `most` digits.
  bool number(size_t least, size_t most, int& out) {
    std::string_view shown = digits();
    if (shown.size() < least || shown.size() > most) return false;
    std::from_chars(shown.data(), shown.data() + shown.size(), out);
    return true;
  }
  /// Exactly two digits, of perhaps more.
  bool pair(int& out) {
    if (rest.size() < 2 || rest.substr(0, 2).find_first_not_of("0123456789") != rest.npos) return false;
    out = (rest[0] - '0') * 10 + rest[1] - '0';
    rest.remove_prefix(2);
    return true;
  }
};

bool scan_named_date(Scanner& in, Moment& out) {
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (size_t comma = in.rest.find(','); comma == 3) in.rest.remove_prefix(4);
  in.blanks();
  if (!in.number(1, 2, out.day) || !in.blanks()) return false;
  auto month = std::find_if(months.begin(), months.end(), [&](const char* name) { return in.skip(name); });
  out.month = int(month - months.begin()) + 1;
  return month != months.end() && in.blanks() && in.number(4, 4, out.year);
}

bool scan_date(Scanner& in, Moment& out) {
  if (size_t t = in.rest.find('T'); t == 8) {
    in.pair(out.year);
    int late = 0;
    bool good = in.pair(late) && in.pair(out.month) && in.pair(out.day);
    out.year = out.year * 100 + late;
    return good;
  }
  if (!in.number(4, 4, out.year)) return false;
  if (in.skip("年")) return in.number(1, 2, out.month) && in.skip("月") && in.number(1, 2, out.day) && in.skip("日");
  std::string_view separator = in.rest.substr(0, 1);
  if (separator != "-" && separator != "/" && separator != ".") return false;
  return in.skip(separator) && in.number(1, 2, out.month) && in.skip(separator) && in.number(1, 2, out.day);
}

bool scan_clock(Scanner& in, Moment& out) {
  if (size_t n = in.rest.find_first_not_of("0123456789"); std::min(n, in.rest.size()) == 6) return in.pair(out.hour) && in.pair(out.minute) && in.pair(out.second);
  if (!in.number(1, 2, out.hour)) return false;
  if (in.skip("時")) {
    if (!in.number(1, 2, out.minute) || !in.skip("分")) return false;
    return in.rest.empty() || in.rest[0] < '0' || in.rest[0] > '9' || (in.number(1, 2, out.second) && in.skip("秒"));
  }
  if (!in.skip(":") || !in.number(1, 2, out.minute)) return false;
  if (!in.skip(":")) return true;
  if (!in.number(1, 2, out.second)) return false;
  if (!in.skip(".") && !in.skip(",")) return true;
  out.fraction = in.digits();
  return !out.fraction.empty();
}

bool scan_zone(Scanner& in, Moment& out) {
  in.blanks();
  if (in.rest.empty()) return true;
  if (in.skip("JST")) return out.zone = "+09:00", in.rest.empty();
  for (const char* utc : {"Z", "z", "UTC", "GMT"})
    if (in.skip(utc)) return out.zone = "Z", in.rest.empty();
  const char sign = in.rest[0];
  int hours = 0, minutes = 0;
  if ((!in.skip("+") && !in.skip("-")) || !in.pair(hours)) return false;
  if (!in.rest.empty() && (in.skip(":"), !in.pair(minutes))) return false;
  char text[32];
  snprintf(text, sizeof text, "%c%02d:%02d", sign, hours, minutes);
  out.zone = text;
  return in.rest.empty() && hours < 15 && minutes < 60;
}

std::optional<Moment> scan(std::string_view text) {
  Scanner in{text};
  Moment out;
  size_t behind = text.find_first_not_of("0123456789");
  bool named = text.find(',') == 3 || (behind != text.npos && text[behind] == ' ');
  if (named ? !scan_named_date(in, out) : !scan_date(in, out)) return {};
  bool timed = in.skip("T") || in.blanks() || (!in.rest.empty() && in.rest[0] >= '0' && in.rest[0] <= '9');
  if (timed && !scan_clock(in, out)) return {};
  if (!scan_zone(in, out)) return {};
  namespace c = std::chrono;
  bool day = c::year_month_day(c::year(out.year), c::month(unsigned(out.month)), c::day(unsigned(out.day))).ok();
  if (!day || out.hour > 23 || out.minute > 59 || out.second > 60) return {};
  return out;
}

/// Microseconds since 1970; nullopt where `value` is no number, or out of reach.
std::optional<int64_t> scan_number(std::string_view value) {
  size_t point = std::min(value.find('.'), value.size());
  int64_t whole = 0;
  auto [end, fault] = std::from_chars(value.data(), value.data() + point, whole);
  if (fault != std::errc() || end != value.data() + point || whole < 0 || whole > 200'000'000'000'000'000) return {};
  int64_t unit = whole < 100'000'000'000 ? 1'000'000 : whole < 100'000'000'000'000 ? 1'000 : 1, part = 0;
  if (point == value.size()) return whole * unit;
  std::string_view digits = value.substr(point + 1);
  if (digits.empty() || digits.find_first_not_of("0123456789") != digits.npos) return {};
  for (size_t i = 0; i < 6; ++i) part = part * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return whole * unit + part * unit / 1'000'000;
}

std::string written(const Moment& m) {
  char text[96];
  snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", m.year, m.month, m.day, m.hour, m.minute, m.second);
  return text + (m.fraction.empty() ? "" : "." + m.fraction) + m.zone;
}

Moment moment_of(int64_t microseconds) {
  namespace c = std::chrono;
  c::sys_time<c::microseconds> at{c::microseconds(microseconds)};
  auto day = c::floor<c::days>(at);
  c::year_month_day date(day);
  c::hh_mm_ss<c::microseconds> clock(at - day);
  char fraction[24];
  snprintf(fraction, sizeof fraction, "%06d", int(clock.subseconds().count()));
  return {int(date.year()), int(unsigned(date.month())), int(unsigned(date.day())), int(clock.hours().count()), int(clock.minutes().count()), int(clock.seconds().count()), fraction, "Z"};
}

}  // namespace

std::string time_text(std::string_view value) {
  while (value.starts_with(' ')) value.remove_prefix(1);
  while (value.ends_with(' ')) value.remove_suffix(1);
  if (value.empty() || value.size() > longest) return {};
  if (auto number = scan_number(value)) return written(moment_of(*number));
  auto moment = scan(value);
  return moment ? written(*moment) : "";
}

}  // namespace musubi::webhook
