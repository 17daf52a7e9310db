// Instants and dates. Everything inside Musubi is UTC with microseconds; zones matter only where text is read or shown.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace musubi {

using Time = std::chrono::sys_time<std::chrono::microseconds>;

/// What reads the clock; handed in from `app`, so that the middle stays pure and tests stand still.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
};
class SystemClock final : public Clock {
 public:
  Time now() const override;
};

/// ISO 8601 date or date-time ("2026-01-31", "2026-01-31T09:00:00.5+09:00", "2026-01-31 09:00", "…Z"), a text without
/// offset read in `zone` (IANA name). nullopt where the text is no such time. Throws Error for an unknown zone.
std::optional<Time> parse_time(std::string_view text, std::string_view zone);

/// "2026-01-31T00:00:00Z", with microseconds only where they are not zero.
std::string format_utc(Time t);

/// "2026-01-31 09:00" in `zone`. Throws Error for an unknown zone.
std::string format_local(Time t, std::string_view zone);

/// The last microsecond of the day that begins at `t` in `zone`; nullopt where none begins then, so that it is a time of day and no date.
/// Throws Error for an unknown zone.
std::optional<Time> end_of_day(Time t, std::string_view zone);

/// True if `zone` is an IANA zone of this machine.
bool is_zone(std::string_view zone);

}  // namespace musubi
