#include "connectors/file/calendar_time.hpp"

#include <cstdio>

namespace musubi::file {
namespace {

std::string formatted(const char* date, const char* time, icaltimetype t, bool utc) {
  char out[48];
  int size = std::snprintf(out, sizeof out, date, t.year, t.month, t.day);
  if (!t.is_date)
    size += std::snprintf(out + size, sizeof out - size_t(size), time, t.hour, t.minute, t.second,
                          utc ? "Z" : "");
  return std::string(out, size_t(size));
}

icaltimetype in_utc(icaltimetype t) {
  return t.is_date || !t.zone ? t : icaltime_convert_to_zone(t, icaltimezone_get_utc_timezone());
}

bool has_zone(icaltimetype t) {
  return t.zone != nullptr;
}

}  // namespace

icaltimetype time_of(icalcomponent* event, icalproperty_kind kind) {
  icalproperty* property = icalcomponent_get_first_property(event, kind);
  if (!property) return icaltime_null_time();
  icaltimetype out = icalproperty_get_datetime_with_component(property, event);
  return icaltime_is_valid_time(out) ? out : icaltime_null_time();
}

std::set<std::string> dates_of(icalcomponent* event, icalproperty_kind kind) {
  std::set<std::string> out;
  for (auto* p = icalcomponent_get_first_property(event, kind); p;
       p = icalcomponent_get_next_property(event, kind))
    out.insert(stamp_of_time(icalproperty_get_datetime_with_component(p, event)));
  return out;
}

std::string written(icaltimetype time) {
  if (icaltime_is_null_time(time)) return "";
  return formatted("%04d-%02d-%02d", "T%02d:%02d:%02d%s", in_utc(time), has_zone(time));
}

std::string stamp_of_time(icaltimetype time) {
  return formatted("%04d%02d%02d", "T%02d%02d%02d%s", in_utc(time), has_zone(time));
}

std::string day_of(icaltimetype time) {
  time.is_date = true;
  return formatted("%04d-%02d-%02d", "", time, false);
}

std::string day_there(const std::string& instant, icaltimetype of) {
  if (!of.zone || !instant.ends_with('Z')) return instant.substr(0, 10);
  std::string plain = instant;
  std::erase_if(plain, [](char c) { return c == '-' || c == ':'; });
  const icaltimetype time = icaltime_from_string(plain.c_str());
  return icaltime_is_null_time(time) ? instant.substr(0, 10) : day_of(icaltime_convert_to_zone(time, const_cast<icaltimezone*>(of.zone)));
}

}  // namespace musubi::file
