// When a record was as an event states it, in whatever form senders write it. Pure.
//
//   number  digits ["." digits]       below 10^11 seconds since 1970, below 10^14 milliseconds, else microseconds (a version's number is as
//                                     good, since only the order counts)
//   date    YYYY sep M sep D, where sep is "-", "/" or "." | YYYY年M月D日 | YYYYMMDD before "T" | [Www,] D Mon YYYY
//   time    [date's end "T" | blanks] h:m[:s["." digits]] | h時m分[s秒] | hhmmss behind "T"
//   zone    [blanks] Z | UTC | GMT | JST | ("+" | "-") hh[[":"] mm]      none: the connection's
#pragma once
#include <string>
#include <string_view>

namespace musubi::webhook {

/// A time as the host reads it (ISO 8601); "" for what is no such time, or no day of the calendar.
std::string time_text(std::string_view value);

}  // namespace musubi::webhook
