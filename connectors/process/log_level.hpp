// The level of a line of a log, in the forms in which the usual loggers write it.
//   a value        time=… level=info …, lvl="warn", {"level":"info",…}, {"severity":"ERROR"},
//   {"record":{"level":{"name":…}}} a number       {"level":30} of pino and bunyan (10 trace … 60 fatal), of
//   syslog (0 … 7); {"levelno":30} of Python a word         2026-01-31 09:00:00 INFO tap: …, INFO:tap:…,
//   [warning  ] …, | ERROR |, <info>, I, [2026-…]  INFO -- : at the front   info: …, 2026-01-31T09:00:00Z
//   error: …, npm ERR! …, INFO[0001] … a letter       I0131 09:00:00.000 … of glog, [09:00:00 INF] of Serilog
// In small letters a word counts only as a value, within brackets, or where nothing but a time stands before
// it, for in a sentence "an error" is no level. Colours of a terminal are passed over.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musubi::process {

/// MU_LOG_… of a level's name that `word` is or begins with, in any case ("WARNING"); MU_LOG_INFO where it
/// names none.
int32_t log_level(std::string_view word);

/// MU_LOG_… of the first level that a line names near its beginning; nothing where it names none. Linear.
std::optional<int32_t> level_in(std::string_view line);

/// A line without the colours of a terminal.
std::string without_colours(std::string_view line);

}  // namespace musubi::process
