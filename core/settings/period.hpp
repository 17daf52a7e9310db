// Lengths of time as people write them in settings: "3 years", "90 days", 3年, 6か月, 2週間.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.hpp"

namespace musubi {

/// Months and days by the calendar; zero both: none.
struct Period {
  int months = 0, days = 0;
  bool empty() const { return months == 0 && days == 0; }
};

/// nullopt where the text is no such length or none at all; at most 1000 years.
std::optional<Period> read_period(std::string_view text);

/// The instant so long before `now`; the end of the month where that month is shorter.
Time before(Time now, const Period& period);

}  // namespace musubi
