#include "core/base/time.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <charconv>

#include "core/base/error.hpp"

namespace musubi {
namespace {

using namespace std::chrono;

const date::time_zone* zone_of(std::string_view name) {
  try {
    return date::locate_zone(std::string(name));
  } catch (const std::exception&) {
    throw Error("base.bad_zone", {{"zone", std::string(name)}});
  }
}

struct Scanner {
  std::string_view rest;
  bool number(size_t digits, int& out) {
    if (rest.size() < digits) return false;
    auto [end, code] = std::from_chars(rest.data(), rest.data() + digits, out);
    if (code != std::errc() || end != rest.data() + digits) return false;
    rest.remove_prefix(digits);
    return true;
  }
  bool one_of(std::string_view chars) {
    if (rest.empty() || chars.find(rest.front()) == std::string_view::npos) return false;
    rest.remove_prefix(1);
    return true;
  }
};

bool scan_fraction(Scanner& in, microseconds& out) {
  int scale = 100000, micros = 0;
  if (in.rest.empty() || in.rest.front() < '0' || in.rest.front() > '9') return false;
  for (; !in.rest.empty() && in.rest.front() >= '0' && in.rest.front() <= '9'; in.rest.remove_prefix(1)) {
    micros += (in.rest.front() - '0') * scale;
    scale /= 10;
  }
  out = microseconds(micros);
  return true;
}

bool scan_clock(Scanner& in, microseconds& out) {
  int h = 0, m = 0, s = 0;
  microseconds fraction{0};
  if (!in.number(2, h) || !in.one_of(":") || !in.number(2, m) || h > 24 || m > 59) return false;
  if (in.one_of(":") && (!in.number(2, s) || s > 60)) return false;
  if (in.one_of(".,") && !scan_fraction(in, fraction)) return false;
  out = hours(h) + minutes(m) + seconds(s) + fraction;
  return true;
}

bool scan_offset(Scanner& in, std::optional<minutes>& out) {
  if (in.rest.empty()) return true;
  if (in.one_of("Zz")) return out = minutes(0), in.rest.empty();
  bool minus = in.rest.front() == '-';
  int h = 0, m = 0;
  if (!in.one_of("+-") || !in.number(2, h)) return false;
  if (!in.rest.empty() && (in.one_of(":"), !in.number(2, m))) return false;
  out = (minus ? -1 : 1) * (hours(h) + minutes(m));
  return in.rest.empty() && h < 15 && m < 60;
}

}  // namespace

Time SystemClock::now() const { return time_point_cast<microseconds>(system_clock::now()); }

std::optional<Time> parse_time(std::string_view text, std::string_view zone) {
  Scanner in{text};
  int y = 0, mo = 0, d = 0;
  if (!in.number(4, y) || !in.one_of("-") || !in.number(2, mo) || !in.one_of("-") || !in.number(2, d)) return {};
  date::year_month_day day{date::year(y), date::month(unsigned(mo)), date::day(unsigned(d))};
  microseconds clock{0};
  std::optional<minutes> offset;
  if (!day.ok()) return {};
  if (!in.rest.empty() && (!in.one_of("T ") || !scan_clock(in, clock))) return {};
  while (in.one_of(" ")) {
  }
  if (!scan_offset(in, offset)) return {};
  if (offset) return Time(date::sys_days(day).time_since_epoch() + clock - *offset);
  auto local = date::local_days(day) + clock;
  return time_point_cast<microseconds>(zone_of(zone)->to_sys(local, date::choose::earliest));
}

std::string format_utc(Time t) {
  auto day = date::floor<date::days>(t);
  date::year_month_day ymd{day};
  date::hh_mm_ss<microseconds> c{t - day};
  std::string out = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", int(ymd.year()), unsigned(ymd.month()),
                                unsigned(ymd.day()), c.hours().count(), c.minutes().count(), c.seconds().count());
  if (c.subseconds().count() != 0) out += fmt::format(".{:06}", c.subseconds().count());
  return out + "Z";
}

std::string format_local(Time t, std::string_view zone) {
  return date::format("%F %R", date::make_zoned(zone_of(zone), date::floor<minutes>(t)));
}

std::optional<Time> end_of_day(Time t, std::string_view zone) {
  const date::time_zone* in = zone_of(zone);
  const auto local = in->to_local(t);
  const auto day = date::floor<date::days>(local);
  if (local != day) return {};
  return time_point_cast<microseconds>(in->to_sys(day + date::days(1), date::choose::earliest)) - microseconds(1);
}

bool is_zone(std::string_view zone) {
  try {
    zone_of(zone);
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace musubi
