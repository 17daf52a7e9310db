#include "connectors/form/once.hpp"

#include <algorithm>
#include <cstdio>

namespace musubi::form {

using namespace std::chrono;

std::string timed_key(std::string_view content, sys_seconds at) {
  const auto day = floor<days>(at);
  const year_month_day date(day);
  const hh_mm_ss<seconds> clock(at - day);
  char out[48];
  snprintf(out, sizeof out, "-%04d%02u%02u%02d%02d%02d", int(date.year()), unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()), int(clock.minutes().count()),
           int(clock.seconds().count()));
  return std::string(content) + out;
}

std::optional<sys_seconds> seconds_of(std::string_view iso) {
  int y = 0, hour = 0, minute = 0, second = 0;
  unsigned m = 0, d = 0;
  if (sscanf(std::string(iso.substr(0, 19)).c_str(), "%4d-%2u-%2uT%2d:%2d:%2d", &y, &m, &d, &hour, &minute, &second) != 6) return std::nullopt;
  const year_month_day date{year(y), month(m), day(d)};
  if (!date.ok()) return std::nullopt;
  return sys_days(date) + hours(hour) + minutes(minute) + seconds(second);
}

std::string Lately::key(const std::string& content, sys_seconds at) {
  newest_ = std::max(newest_, at);
  auto [first, fresh] = posts_.try_emplace(content, at);
  if (!fresh && (at < first->second || at >= first->second + double_click)) first->second = at;
  return timed_key(content, first->second);
}

std::map<std::string, int64_t> Lately::kept() const {
  std::map<std::string, int64_t> out;
  for (const auto& [content, at] : posts_)
    if (at + double_click > newest_) out.emplace(content, at.time_since_epoch().count());
  return out;
}

void Lately::remember(const std::string& content, sys_seconds at) {
  posts_[content] = at;
  newest_ = std::max(newest_, at);
}

}  // namespace musubi::form
