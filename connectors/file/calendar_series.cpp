#include "connectors/file/calendar_series.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "connectors/file/calendar_time.hpp"

namespace musubi::file {
namespace {

constexpr int64_t kMostSteps = 100'000, kMostUnits = 2'000'000, kDay = 86'400;

/// Seconds of what the rule counts, which always last as long; 0 for months and years.
int64_t unit_of(const icalrecurrencetype& rule) {
  switch (rule.freq) {
    case ICAL_SECONDLY_RECURRENCE: return 1;
    case ICAL_MINUTELY_RECURRENCE: return 60;
    case ICAL_HOURLY_RECURRENCE: return 3'600;
    case ICAL_DAILY_RECURRENCE: return kDay;
    case ICAL_WEEKLY_RECURRENCE: return 7 * kDay;
    default: return 0;
  }
}

std::chrono::sys_days day_in(const icaltimetype& time) {
  return std::chrono::year(time.year) / time.month / time.day;
}

/// A rule of seconds, minutes or hours that some days alone fulfil: libical looks for the next one step by step, for ever where there is none (30 February).
bool hunts_for_days(const icalrecurrencetype& rule) {
  auto given = [](const short* part) { return part[0] != ICAL_RECURRENCE_ARRAY_MAX; };
  if (rule.freq == ICAL_HOURLY_RECURRENCE) return given(rule.by_year_day) || given(rule.by_week_no) || (given(rule.by_month) && given(rule.by_month_day));
  if (rule.freq != ICAL_SECONDLY_RECURRENCE && rule.freq != ICAL_MINUTELY_RECURRENCE) return false;
  return given(rule.by_month) || given(rule.by_month_day) || given(rule.by_year_day) || given(rule.by_week_no) || given(rule.by_day);
}

class Walk {
 public:
  Walk(const icalrecurrencetype& rule, icaltimetype first, const std::string& until, const std::set<std::string>& excepted)
      : rule_(rule), first_(first), until_(until), excepted_(excepted) {}

  /// Entered so many seconds behind its first, a multiple of its period.
  Series from(int64_t seconds) const {
    Series out;
    icaltimetype entry = first_;
    icaltime_adjust(&entry, static_cast<int>(seconds / kDay), 0, 0, static_cast<int>(seconds % kDay));
    const std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> at(icalrecur_iterator_new(rule_, entry), &icalrecur_iterator_free);
    for (int64_t n = 0; at; ++n) {
      icaltimetype next = icalrecur_iterator_next(at.get());
      if (icaltime_is_null_time(next) || day_of(next) > until_) break;
      if (n == kMostSteps) {
        out.unfinished = true;
        break;
      }
      next.zone = first_.zone;
      if (!excepted_.contains(stamp_of_time(next))) out.starts.push_back(next);
    }
    return out;
  }

  /// Entered so many periods before the last day that the latest occurrences are there: more of them while they are too few, fewer where there
  /// are too many to step through.
  Series near_the_end(int64_t period) const {
    const icaltimetype last = icaltime_from_string(without_dashes(until_).c_str());
    const int64_t days = icaltime_is_null_time(last) ? 0 : (day_in(last) - day_in(first_)).count() + 1;
    const int64_t all = std::max<int64_t>(0, days * kDay / period + 1);
    std::optional<Series> whole;
    for (int64_t back = std::min<int64_t>(kMostOccurrences, all);;) {
      Series some = from((all - back) * period);
      some.earlier_left_out = back < all;
      if (some.unfinished) {
        if (whole || back <= 1) return whole.value_or(std::move(some));
        back = std::max<int64_t>(back / 8, 1);
        continue;
      }
      whole = std::move(some);
      if (whole->starts.size() >= kMostOccurrences || back >= std::min(all, kMostUnits)) return *whole;
      back = std::min({back * 8, all, kMostUnits});
    }
  }

 private:
  static std::string without_dashes(std::string day) {
    std::erase(day, '-');
    return day;
  }

  icalrecurrencetype rule_;
  icaltimetype first_;
  const std::string& until_;
  const std::set<std::string>& excepted_;
};

}  // namespace

Series latest_of_series(const icalrecurrencetype& rule, icaltimetype first, const std::string& last, const std::set<std::string>& excepted) {
  const std::string until = day_there(last, first);
  if (hunts_for_days(rule)) {
    const bool there = day_of(first) <= until && !excepted.contains(stamp_of_time(first));
    return {there ? std::vector{first} : std::vector<icaltimetype>(), false, true};
  }
  const Walk walk(rule, first, until, excepted);
  const int64_t period = unit_of(rule) * std::max<int64_t>(1, rule.interval);
  Series out = period > 0 && rule.count == 0 ? walk.near_the_end(period) : walk.from(0);
  if (out.starts.size() > kMostOccurrences) {
    out.starts.erase(out.starts.begin(), out.starts.end() - kMostOccurrences);
    out.earlier_left_out = true;
  }
  return out;
}

}  // namespace musubi::file
