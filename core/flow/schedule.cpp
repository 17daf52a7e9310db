#include "core/flow/schedule.hpp"

#include <date/tz.h>

#include <algorithm>

#include "core/base/nearest.hpp"
#include "core/flow/schedule_words.hpp"
#include "core/text/fold.hpp"

namespace musubi {
namespace {

using namespace std::chrono;

const date::time_zone* zone_named(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    throw Error("base.bad_zone", {{"zone", name}});
  }
}

std::string folded(std::string_view text) { return text::squeeze_spaces(text::fold_case(text::nfkc(text))); }

/// The form that was most likely meant, to be shown with the refusal.
std::string nearest_form(const std::string& text) {
  static const std::vector<std::string> forms = {"毎日 06:00", "毎時", "15分ごと", "2時間ごと", "平日 9:00", "土日 10:00", "毎週月 9:00", "毎月1日 6:00",
                                                 "毎月末 18:00", "hourly", "every 15 minutes", "every 2 hours", "daily 06:00", "weekdays 9:00",
                                                 "weekends 10:00", "every monday 9:00", "monthly 1 6:00", "month end 18:00", "0 6 * * *"};
  if (CronFields::looks_like(text)) return "0 6 * * *";
  if (text.starts_with("毎日")) return "毎日 06:00";
  if (std::string near = nearest(text, forms); !near.empty()) return near;
  for (auto [part, form] : {std::pair("分", "15分ごと"), {"時間", "2時間ごと"}, {"平日", "平日 9:00"}, {"曜", "毎週月 9:00"}, {"週", "毎週月 9:00"},
                            {"月末", "毎月末 18:00"}, {"毎月", "毎月1日 6:00"}, {"毎時", "毎時"}, {"min", "every 15 minutes"}, {"hour", "every 2 hours"},
                            {"weekday", "weekdays 9:00"}, {"week", "every monday 9:00"}, {"month", "monthly 1 6:00"}, {"da", "daily 06:00"},
                            {"every", "every 15 minutes"}})
    if (text.find(part) != std::string::npos) return form;
  return "毎日 06:00";
}

/// The instants of one local time: none, one, or both where clocks are set back.
void add_instants(const date::time_zone& zone, date::local_time<minutes> local, bool interval, std::vector<Time>& out) {
  date::local_info info = zone.get_info(local);
  auto at = [&](seconds offset) { return Time(local.time_since_epoch() - offset); };
  switch (info.result) {
    case date::local_info::unique:
      out.push_back(at(info.first.offset));
      break;
    case date::local_info::nonexistent:
      if (!interval) out.push_back(Time(info.first.end.time_since_epoch()));
      break;
    default:
      out.push_back(at(info.first.offset));
      if (interval) out.push_back(at(info.second.offset));
  }
}

}  // namespace

bool Schedule::falls_on(int year, unsigned month, unsigned day, unsigned weekday) const {
  if (!months_[month]) return false;
  if (last_day_) return day == unsigned((date::year(year) / date::month(month) / date::last).day());
  bool by_day = days_[day], by_weekday = weekdays_[weekday];
  return any_day_ || any_weekday_ ? by_day && by_weekday : by_day || by_weekday;
}

Time Schedule::next(Time after) const {
  constexpr int longest = 366 * 9;  // 29 February of a leap year that is not a century
  const date::time_zone* zone = zone_named(zone_);
  auto day = date::floor<date::days>(zone->to_local(after)) - date::days(1);
  for (int i = 0; i < longest; ++i, day += date::days(1)) {
    date::year_month_day ymd(day);
    if (!falls_on(int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()), date::weekday(day).c_encoding())) continue;
    std::vector<Time> instants;
    for (size_t m = 0; m < minutes_.size(); ++m)
      if (minutes_[m]) add_instants(*zone, day + minutes(m), interval_, instants);
    std::erase_if(instants, [&](Time t) { return t <= after; });
    if (!instants.empty()) return *std::min_element(instants.begin(), instants.end());
  }
  return Time::max();
}

Schedule Schedule::parse(std::string_view text, std::string zone) {
  std::string words = folded(text);
  std::optional<Schedule> out = CronFields::read(words);
  if (!out) out = ScheduleWords::read(words);
  if (out) {
    out->zone_ = std::move(zone);
    if (out->minutes_.any() && out->next(Time(days(20000))) != Time::max()) return *std::move(out);
  }
  throw Error("flow.bad_schedule", {{"schedule", std::string(text)}, {"nearest", nearest_form(words)}});
}

}  // namespace musubi
