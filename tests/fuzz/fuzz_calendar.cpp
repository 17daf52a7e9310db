// Any text is a calendar, or none: read without a fault, every record JSON in UTF-8, the same twice.
#include "connectors/file/calendar.hpp"
#include "core/text/json.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace musubi;
  std::string text(musubi::fuzz::text_of(bytes, size));
  if (!text::is_valid_utf8(text)) return 0;
  std::vector<file::CalendarEvent> events = file::read_calendar(text, {"2026-01-31", {"example.jp"}}),
                                   again = file::read_calendar(text, {"2026-01-31", {"example.jp"}});
  fuzz::require(events.size() == again.size());
  for (size_t i = 0; i < events.size(); ++i) {
    fuzz::require(events[i].json == again[i].json && events[i].key == again[i].key);
    fuzz::require(events[i].json.empty() != events[i].problem.empty());
    if (!events[i].json.empty())
      fuzz::require(text::is_valid_utf8(events[i].json) && !text::check_json(events[i].json));
  }
  return 0;
}
