// Words beside a day: names of months and weekdays, holidays, the other reckoning.
#pragma once
#include <optional>

#include "core/normalize/calendar.hpp"

namespace musubi::normalize {

/// 1–12 for the English name of a month or its usual abbreviation (Jan, Sept.) at `at`, which moves behind it; else 0.
int take_month_name(View text, size_t& at);

/// What stands at `at` says of the weekday: (火), [火・祝], 火曜日, (Tue), Tuesday; a lone 火 only before a space or at the end. Moves `at` behind
/// it; `day` is 0 (Sunday) to 6, or none where it is a holiday's mark alone.
struct WeekdayMark {
  std::optional<int> day;
};
std::optional<WeekdayMark> take_weekday(View text, size_t& at);
/// Moves `at` behind 祝, 祝日, 振休 and the like at the end of the text or before a space or a bracket; a mark may stand before them.
void skip_holiday(View text, size_t& at);
/// 0 is Sunday.
int weekday_of(const Day& day);

}  // namespace musubi::normalize
