// Times of iCalendar, as libical holds them, in ISO 8601.
#pragma once
#include <libical/ical.h>

#include <set>
#include <string>

namespace musubi::file {

/// The value of a date or time property with the zone it is in (TZID, by the calendar's VTIMEZONE or the
/// system's name); a null time where the event has none.
icaltimetype time_of(icalcomponent* event, icalproperty_kind kind);

/// The values of a list property (EXDATE), each as stamp_of_time writes it.
std::set<std::string> dates_of(icalcomponent* event, icalproperty_kind kind);

/// 2026-01-05, 2026-01-05T10:00:00 without a zone, 2026-01-05T01:00:00Z with one; "" for a null time.
std::string written(icaltimetype time);

/// 20260105, 20260105T100000, 20260105T010000Z: for keys.
std::string stamp_of_time(icaltimetype time);

/// The day in its own zone, 2026-01-05.
std::string day_of(icaltimetype time);

/// The day that it is where `of` is when it is `instant` ("2026-01-05T16:00:00Z"); a text without Z, or `of` without a zone: as it stands.
std::string day_there(const std::string& instant, icaltimetype of);

}  // namespace musubi::file
