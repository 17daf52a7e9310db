// iCalendar (RFC 5545) → one JSON object an event, by libical. Pure but for the clock-free use of the
// system's time zones.
//
// Members of an object, those without a value left out:
//   UID · SUMMARY · DESCRIPTION · LOCATION · STATUS · CLASS · URL · CATEGORIES (a list)
//   DTSTART DTEND  ISO 8601: 2026-01-05T01:00:00Z where the zone is known, 2026-01-05T10:00:00 where the
//   calendar names none,
//                  2026-01-05 for a whole day (DTEND is then the day after the last, as the format has it);
//                  DTEND also where the event states a DURATION
//   CREATED LAST_MODIFIED · RRULE (as written) · OCCURRENCE (the start that the rule gave, of one occurrence
//   of a series) people         [{role: organizer | attendee, side: own | other, name, email, status}]; own
//   are those of one's own company calendar       the calendar's name
//
// A series becomes one object an occurrence, up to a day that the caller names, the latest 2,000 (calendar_series.hpp): what is to
// come is no contact yet. An occurrence that the calendar moved or changed (RECURRENCE-ID) stands in the
// place of the one that the rule gives.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::file {

struct CalendarEvent {
  int64_t number = 0;   // of its BEGIN:VEVENT in the file, 1 = first
  std::string key;      // UID, of an occurrence UID#20260105T010000Z; "" where the event has no UID
  std::string json;     // "" where it could not be read
  std::string raw;      // its lines, where json is ""
  std::string problem;  // a message's id: event_cut_off, event_without_start
};

struct CalendarScope {
  std::string until;             // the last day of a series, ISO 8601, or an instant of it in UTC
  std::vector<std::string> own;  // the company's domains and addresses
  /// Told of a series (by its event's number) of which not all is given: earlier occurrences, or, `unfinished`, the latest too.
  std::function<void(int64_t event, bool unfinished)> on_cut = {};
};

/// The events of all calendars of a text in UTF-8, in the order of the file.
/// Never throws; no calendar gives no event. libical's parser state is its own: several threads may read at
/// once.
std::vector<CalendarEvent> read_calendar(const std::string& text, const CalendarScope& scope);

}  // namespace musubi::file
