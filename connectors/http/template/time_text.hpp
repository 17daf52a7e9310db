// Times as texts: strftime and strptime as Python has them (C locale), ISO 8601 times and durations, str() of
// times. All pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

struct CalendarDay {
  int64_t year = 1970;
  int month = 1, day = 1;
};
CalendarDay calendar_day(int64_t days_since_1970);
int64_t days_since_1970(CalendarDay day);
int days_in_month(int64_t year, int month);

constexpr int64_t kSecond = 1'000'000, kDay = 86'400 * kSecond;

/// datetime.strftime. Unknown directives stay as they are.
std::string format_time(const Moment& moment, std::string_view format);
/// datetime.strptime; nullopt where the text does not fit.
std::optional<Moment> parse_time(std::string_view text, std::string_view format);
/// dateutil's isoparse: 2026, 2026-01, 20260131, 2026-01-31T09:00:00.5+09:00, 2026-W05-1 …
std::optional<Moment> parse_iso_time(std::string_view text);
/// ISO 8601 durations: P1D, PT1H30M, P1M, P2W, -P1D.
std::optional<Span> parse_duration(std::string_view text);

/// The format's own directives beside those of Python: %s, %s_as_float, %epoch_microseconds, %ms, %_ms.
std::string format_source_time(const Moment& moment, std::string_view format);
std::optional<Moment> parse_source_time(std::string_view text, std::string_view format);

std::string moment_text(const Moment& moment);               // str()
/// isoformat(): `between` date and time; `precise`: "auto", "hours", "minutes", "seconds", "milliseconds" or
/// "microseconds". Trouble (other) for another.
std::string moment_iso(const Moment& moment, std::string_view between, std::string_view precise = "auto");
std::string span_text(const Span& span);                     // str()

/// `moment` and a span later; Trouble (other) beyond the years 1…9999.
Moment shifted(Moment moment, const Span& span, int sign);
inline Moment utc_moment(int64_t micros) {
  return Moment{micros, 0, false};
}
/// The same point in time on UTC's clock; a clock's face without offset counts as UTC.
Moment as_utc(const Moment& moment);

}  // namespace musubi::http
