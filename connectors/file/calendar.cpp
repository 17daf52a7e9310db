#include "connectors/file/calendar.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <set>

#include "connectors/file/calendar_series.hpp"
#include "connectors/file/calendar_time.hpp"
#include "core/text/json.hpp"

namespace musubi::file {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* c) const { icalcomponent_free(c); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

/// The raw lines of each event, and whether it comes to its end.
struct RawEvent {
  std::string_view lines;
  bool complete;
};

std::vector<RawEvent> raw_events(std::string_view text) {
  std::vector<RawEvent> out;
  constexpr std::string_view begin = "\nBEGIN:VEVENT", end = "\nEND:VEVENT";
  for (size_t at = text.find(begin); at != text.npos;) {
    size_t next = text.find(begin, ++at), stop = text.find(end, at);
    bool complete = stop != text.npos && (next == text.npos || stop < next);
    size_t last = complete ? stop + end.size() : std::min(next, text.size());
    out.push_back({text.substr(at, last - at), complete});
    at = next;
  }
  return out;
}

/// The text without the events that are cut off, and with an end: libical would give up, or complete them
/// silently.
std::string without_cut(std::string_view text, const std::vector<RawEvent>& events) {
  std::string out;
  size_t at = 0;
  for (const RawEvent& event : events) {
    if (event.complete) continue;
    size_t begin = size_t(event.lines.data() - text.data());
    out += text.substr(at, begin - at);
    at = begin + event.lines.size();
  }
  out += text.substr(at);
  size_t open = out.rfind("BEGIN:VCALENDAR"), end = out.rfind("END:VCALENDAR");
  if (open != out.npos && (end == out.npos || end < open)) out += "\nEND:VCALENDAR\n";
  return out;
}

std::string value_of(icalcomponent* event, icalproperty_kind kind) {
  icalproperty* property = icalcomponent_get_first_property(event, kind);
  const char* text = property ? icalvalue_get_text(icalproperty_get_value(property)) : nullptr;
  return text ? text : "";
}

void add(text::JsonWriter& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out.key(name).string(value);
}

std::string parameter(icalproperty* property, const char* name) {
  std::unique_ptr<char, decltype(&icalmemory_free_buffer)> text(
      icalproperty_get_parameter_as_string_r(property, name), &icalmemory_free_buffer);
  return text ? text.get() : "";
}

bool is_own(std::string_view email, const std::vector<std::string>& own) {
  std::string_view domain = email.substr(std::min(email.find('@'), email.size() - 1) + 1);
  auto same = [](std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
      return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
    });
  };
  return !email.empty() && std::any_of(own.begin(), own.end(), [&](const std::string& one) {
    return same(one, email) || same(one, domain);
  });
}

void add_people(text::JsonWriter& out, icalcomponent* event, const std::vector<std::string>& own) {
  bool any = false;
  for (auto [kind, role] :
       {std::pair(ICAL_ORGANIZER_PROPERTY, "organizer"), {ICAL_ATTENDEE_PROPERTY, "attendee"}})
    for (auto* p = icalcomponent_get_first_property(event, kind); p;
         p = icalcomponent_get_next_property(event, kind)) {
      const char* address =
          kind == ICAL_ORGANIZER_PROPERTY ? icalproperty_get_organizer(p) : icalproperty_get_attendee(p);
      std::string_view email = address ? address : "";
      if (email.size() > 7 && (email.starts_with("mailto:") || email.starts_with("MAILTO:")))
        email.remove_prefix(7);
      else if (email.find('@') == email.npos)
        email = {};
      if (!any) out.key("people").begin_array();
      any = true;
      out.begin_object().key("role").string(role).key("side").string(is_own(email, own) ? "own" : "other");
      add(out, "name", parameter(p, "CN"));
      add(out, "email", email);
      add(out, "status", parameter(p, "PARTSTAT"));
      out.end_object();
    }
  if (any) out.end_array();
}

void add_categories(text::JsonWriter& out, icalcomponent* event) {
  bool any = false;
  for (auto* p = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY); p;
       p = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY)) {
    if (!any) out.key("CATEGORIES").begin_array();
    any = true;
    const char* one = icalproperty_get_categories(p);
    out.string(one ? one : "");
  }
  if (any) out.end_array();
}

/// One event of the file, as the records that come of it.
class EventReader {
 public:
  EventReader(icalcomponent* event, std::string calendar, const CalendarScope& scope)
      : event_(event), calendar_(std::move(calendar)), scope_(scope) {}

  std::string uid() const { return value_of(event_, ICAL_UID_PROPERTY); }
  icaltimetype start() const { return time_of(event_, ICAL_DTSTART_PROPERTY); }
  icaltimetype moved_from() const { return time_of(event_, ICAL_RECURRENCEID_PROPERTY); }
  bool is_series() const { return icalcomponent_get_first_property(event_, ICAL_RRULE_PROPERTY) != nullptr; }

  std::string json(icaltimetype start, icaltimetype occurrence) const {
    std::string text;
    text::JsonWriter out(text);
    out.begin_object();
    add(out, "UID", uid());
    add(out, "SUMMARY", value_of(event_, ICAL_SUMMARY_PROPERTY));
    add(out, "DTSTART", written(start));
    add(out, "DTEND", written(end(start)));
    add(out, "OCCURRENCE", written(occurrence));
    for (auto [name, kind] :
         {std::pair("DESCRIPTION", ICAL_DESCRIPTION_PROPERTY), {"LOCATION", ICAL_LOCATION_PROPERTY}})
      add(out, name, value_of(event_, kind));
    for (auto [name, kind] : {std::pair("STATUS", ICAL_STATUS_PROPERTY),
                              {"CLASS", ICAL_CLASS_PROPERTY},
                              {"URL", ICAL_URL_PROPERTY},
                              {"RRULE", ICAL_RRULE_PROPERTY}})
      add(out, name, as_written(kind));
    add_categories(out, event_);
    add(out, "CREATED", written(time_of(event_, ICAL_CREATED_PROPERTY)));
    add(out, "LAST_MODIFIED", written(time_of(event_, ICAL_LASTMODIFIED_PROPERTY)));
    add_people(out, event_, scope_.own);
    add(out, "calendar", calendar_);
    out.end_object();
    return text;
  }

  Series series() const {
    icalproperty* rule = icalcomponent_get_first_property(event_, ICAL_RRULE_PROPERTY);
    return latest_of_series(icalproperty_get_rrule(rule), start(), scope_.until, dates_of(event_, ICAL_EXDATE_PROPERTY));
  }

 private:
  std::string as_written(icalproperty_kind kind) const {
    icalproperty* property = icalcomponent_get_first_property(event_, kind);
    if (!property) return "";
    std::unique_ptr<char, decltype(&icalmemory_free_buffer)> text(
        icalproperty_get_value_as_string_r(property), &icalmemory_free_buffer);
    return text ? text.get() : "";
  }

  icaltimetype end(icaltimetype start) const {
    icaltimetype stated = time_of(event_, ICAL_DTEND_PROPERTY), first = this->start();
    if (!icaltime_is_null_time(stated)) {
      if (icaltime_compare(start, first) == 0) return stated;
      icaltimetype moved = icaltime_add(start, icaltime_subtract(stated, first));
      moved.zone = start.zone, moved.is_date = start.is_date;
      return moved;
    }
    icalproperty* lasts = icalcomponent_get_first_property(event_, ICAL_DURATION_PROPERTY);
    return lasts ? icaltime_add(start, icalproperty_get_duration(lasts)) : icaltime_null_time();
  }

  icalcomponent* event_;
  std::string calendar_;
  const CalendarScope& scope_;
};

/// All that stands in a text: the calendars below what the parser gives.
std::vector<icalcomponent*> calendars_in(icalcomponent* root) {
  if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) return {root};
  std::vector<icalcomponent*> out;
  for (auto* c = icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT); c;
       c = icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT))
    out.push_back(c);
  return out;
}

std::string name_of(icalcomponent* calendar) {
  for (auto* p = icalcomponent_get_first_property(calendar, ICAL_X_PROPERTY); p;
       p = icalcomponent_get_next_property(calendar, ICAL_X_PROPERTY))
    if (const char* name = icalproperty_get_x_name(p); name && std::string_view(name) == "X-WR-CALNAME")
      if (const char* value = icalproperty_get_x(p)) return value;
  return "";
}

class CalendarReader {
 public:
  CalendarReader(const std::vector<RawEvent>& raw, const CalendarScope& scope) : raw_(raw), scope_(scope) {}

  std::vector<CalendarEvent> read(icalcomponent* root) {
    std::vector<icalcomponent*> calendars = calendars_in(root);
    for (auto* calendar : calendars) each_event(calendar, [&](icalcomponent* event) { note_moved(event); });
    for (auto* calendar : calendars) {
      name_ = name_of(calendar);
      each_event(calendar, [&](icalcomponent* event) { take(event); });
    }
    hold_cut_off();
    return std::move(out_);
  }

 private:
  template <class Take>
  static void each_event(icalcomponent* calendar, Take take) {
    for (auto* e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
      take(e);
  }

  static std::string key_of(const std::string& uid, icaltimetype occurrence) {
    return uid.empty() ? "" : uid + "#" + stamp_of_time(occurrence);
  }

  void note_moved(icalcomponent* event) {
    EventReader reader(event, "", scope_);
    if (icaltimetype from = reader.moved_from(); !icaltime_is_null_time(from))
      moved_.insert(key_of(reader.uid(), from));
  }

  void take(icalcomponent* event) {
    hold_cut_off();
    ++number_;
    EventReader reader(event, name_, scope_);
    icaltimetype start = reader.start(), from = reader.moved_from();
    std::string uid = reader.uid();
    if (icaltime_is_null_time(start)) return hold("event_without_start");
    if (!icaltime_is_null_time(from)) return put(key_of(uid, from), reader.json(start, from));
    if (!reader.is_series()) return put(uid, reader.json(start, icaltime_null_time()));
    const Series series = reader.series();
    if (scope_.on_cut && (series.unfinished || series.earlier_left_out)) scope_.on_cut(int64_t(number_), series.unfinished);
    for (icaltimetype one : series.starts)
      if (std::string key = key_of(uid, one); key.empty() || !moved_.contains(key))
        put(key, reader.json(one, one));
  }

  // Those that stand next in the file and did not go to the parser.
  void hold_cut_off() {
    for (; number_ < raw_.size() && !raw_[number_].complete;) {
      ++number_;
      hold("event_cut_off");
    }
  }

  void put(std::string key, std::string json) {
    out_.push_back({int64_t(number_), std::move(key), std::move(json), "", ""});
  }
  void hold(const char* problem) {
    out_.push_back({int64_t(number_), "", "",
                    number_ <= raw_.size() ? std::string(raw_[number_ - 1].lines) : "", problem});
  }

  const std::vector<RawEvent>& raw_;
  const CalendarScope& scope_;
  std::string name_;
  std::set<std::string> moved_;
  std::vector<CalendarEvent> out_;
  size_t number_ = 0;  // of the event that was taken last
};

}  // namespace

std::vector<CalendarEvent> read_calendar(const std::string& text, const CalendarScope& scope) {
  icalerror_set_errors_are_fatal(false);
  std::vector<RawEvent> raw = raw_events(text);
  Component root(icalparser_parse_string(without_cut(text, raw).c_str()));
  if (!root) return {};
  return CalendarReader(raw, scope).read(root.get());
}

}  // namespace musubi::file
