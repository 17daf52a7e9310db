#include "connectors/file/calendar_records.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "connectors/file/calendar.hpp"
#include "connectors/file/calendar_series.hpp"
#include "connectors/file/fail.hpp"
#include "connectors/file/json_key.hpp"
#include "connectors/file/messages.hpp"

namespace musubi::file {
namespace {

void deliver(const CalendarEvent& event, const StreamSettings& settings, Delivery& delivery) {
  if (event.json.empty()) return delivery.unreadable(event.number, event.raw, event.problem);
  if (settings.key.empty() && !event.key.empty()) return delivery.record(event.number, event.key, event.json);
  if (settings.key.empty()) return delivery.record(event.number, event.json);
  auto key = json_key(event.json, settings.key);
  if (!key)
    return delivery.unreadable(event.number, event.json, "empty_key", {{"column", key_names(settings.key)}});
  delivery.record(event.number, *key, event.json);
}

}  // namespace

void deliver_events(const std::string& text, const std::string& until, const StreamSettings& settings,
                    Delivery& delivery) {
  auto cut = [&](int64_t event, bool unfinished) {
    delivery.log(sdk::english(messages, unfinished ? "series_unfinished" : "series_cut",
                              {{"file", delivery.file()}, {"row", std::to_string(event)}, {"count", std::to_string(kMostOccurrences)}, {"until", until}}));
  };
  std::vector<CalendarEvent> events = read_calendar(text, {until, settings.own, cut});
  if (events.empty()) data_failure("no_event", {{"file", delivery.file()}, {"stream", settings.name}});
  for (const auto& event : events) deliver(event, settings, delivery);
}

std::vector<std::string> event_members(const std::string& text, const std::string& until) {
  std::vector<std::string> out;
  for (const auto& event : read_calendar(text, {until, {}, {}})) {
    auto members = nlohmann::ordered_json::parse(event.json, nullptr, false);
    if (!members.is_object()) continue;
    for (const auto& [name, value] : members.items())
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return out;
}

}  // namespace musubi::file
