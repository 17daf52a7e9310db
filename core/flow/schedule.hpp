// When a connection runs by itself, as its file says it in `schedule:`. Pure.
//
//   cron       minute hour day month weekday: "0 6 * * *", "*/15 9-18 * * mon-fri"; lists, ranges, steps, English names,
//              @hourly @daily @weekly @monthly. Day and weekday both restricted: either of them (as cron has it).
//   Japanese   毎時 · 毎時 15分 · 15分ごと · 2時間ごと · 毎日 06:00 · 平日 9:00 · 土日 10:00 · 毎週月・木 9:00 ·
//              毎月1日 6:00 · 毎月末 18:00; times also 6時, 6時半, 午後3時, several with 、 between
//   English    hourly · every 15 minutes · every 2 hours · daily 06:00 · weekdays 9:00 · weekends 10:00 ·
//              every monday 9:00 · monthly 1 6:00 · month end 18:00; times also 6am, 3:30 pm
//
// Full-width digits and letters are read like half-width ones. "Every N minutes" counts from midnight.
#pragma once
#include <bitset>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/time.hpp"

namespace musubi {

class Schedule {
 public:
  /// Reads `text`; times are those of `zone` (IANA). Throws Error "flow.bad_schedule" with the nearest right form.
  static Schedule parse(std::string_view text, std::string zone);

  /// The first instant after `after`. Where clocks are set forward, a time that does not exist is run when they have been;
  /// where they are set back, a time that comes twice is run once. Intervals (every 15 minutes, each hour) go by real time in both.
  /// Cost: about a millisecond.
  Time next(Time after) const;

 private:
  friend class ScheduleWords;
  friend class CronFields;
  Schedule() = default;
  bool falls_on(int year, unsigned month, unsigned day, unsigned weekday) const;

  std::bitset<24 * 60> minutes_;  // of the day
  std::bitset<32> days_ = std::bitset<32>().set();
  std::bitset<13> months_ = std::bitset<13>().set();
  std::bitset<7> weekdays_ = std::bitset<7>().set();  // 0 = Sunday
  bool any_day_ = true, any_weekday_ = true, last_day_ = false;
  bool interval_ = false;  // goes by real time
  std::string zone_;
};

}  // namespace musubi
