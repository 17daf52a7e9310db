#include "core/flow/schedule_words.hpp"

#include <regex>

namespace musubi {
namespace {

constexpr const char* weekday_ja[] = {"日", "月", "火", "水", "木", "金", "土"};
constexpr const char* weekday_en[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/// One time of day: 6:00, 6時, 6時半, 6時15分, 午後3時, 6am, 3:30 pm.
const std::regex& time_form() {
  static const std::regex form("^(午前|午後)? ?([0-9]{1,2})(?::([0-9]{2})|時(半|([0-9]{1,2})分)?)? ?(am|pm)?(?:(?: |、|,|・|と)+|に|$)");
  return form;
}

int number(const std::ssub_match& m) { return m.matched && m.length() ? std::stoi(m.str()) : 0; }

/// Minutes from midnight; -1 where there is no such time.
int minute_of(const std::smatch& m) {
  bool has_clock = m[3].matched || m[0].str().find("時") != std::string::npos || m[6].matched;
  int hour = number(m[2]), minute = m[3].matched ? number(m[3]) : m[5].matched ? number(m[5]) : m[4].matched ? 30 : 0;
  bool twelve = m[1].matched || m[6].matched, after_noon = m[1] == "午後" || m[6] == "pm";
  if (!has_clock || minute > 59 || hour > (twelve ? 12 : 23)) return -1;
  if (twelve) hour = hour % 12 + (after_noon ? 12 : 0);
  return hour * 60 + minute;
}

/// Days of the week named in `text`; none where something else stands there.
std::bitset<7> weekdays_in(std::string text) {
  static const std::regex ja("^(日|月|火|水|木|金|土)(?:曜(?:日)?)?(?: |・|、|,|と)*"), en("^(sun|mon|tue|wed|thu|fri|sat)[a-z]*?(?:day|s|days)?(?:[ ,]+and |[ ,]+|$)");
  std::bitset<7> out;
  for (std::smatch m; !text.empty(); text = m.suffix()) {
    if (!std::regex_search(text, m, ja) && !std::regex_search(text, m, en)) return {};
    for (size_t i = 0; i < 7; ++i)
      if (m[1] == weekday_ja[i] || m[1] == weekday_en[i]) out.set(i);
  }
  return out;
}

}  // namespace

bool ScheduleWords::times(std::string text, Schedule& out) {
  for (std::smatch m; !text.empty(); text = m.suffix()) {
    if (!std::regex_search(text, m, time_form())) return false;
    int minute = minute_of(m);
    if (minute < 0) return false;
    out.minutes_.set(size_t(minute));
  }
  return out.minutes_.any();
}

std::optional<Schedule> ScheduleWords::read(const std::string& text) {
  static const std::regex hourly("^(?:毎時|毎時間|1時間(?:ごと|毎|おき)(?:に)?|hourly|every hour)(?: ?(?:at :?)?([0-9]{1,2})(?:分)?)?$"),
      minutes("^(?:every )?([0-9]{1,4}) ?(?:分(?:ごと|毎|おき)(?:に)?|min(?:ute)?s?)$"), hours("^(?:every )?([0-9]{1,2}) ?(?:時間(?:ごと|毎|おき)(?:に)?|hours?)$"),
      daily("^(?:毎日|日次|daily|every day) ?(?:at )?(.+)$"), weekdays("^(?:平日|weekdays?|every weekday) ?(?:at )?(.+)$"),
      weekends("^(?:土日|週末|weekends?) ?(?:at )?(.+)$"),
      weekly("^(?:毎週|every |weekly (?:on )?)((?:(?:日|月|火|水|木|金|土)(?:曜(?:日)?)?(?: |・|、|,|と)*)+|[a-z, ]+?)(?: at)? ?((?:午|[0-9]).*)$"),
      monthly("^(?:毎月 ?([0-9]{1,2})日|monthly (?:on )?(?:day )?([0-9]{1,2})(?:st|nd|rd|th)?) ?(?:at )?(.+)$"),
      month_end("^(?:毎月末(?:日)?|月末|month end|monthly last) ?(?:at )?(.+)$");
  Schedule out;
  std::smatch m;
  int step = 0, from = 0;
  if (std::regex_match(text, m, hourly)) {
    step = 60;
    from = number(m[1]);
  } else if (std::regex_match(text, m, minutes)) {
    step = number(m[1]);
  } else if (std::regex_match(text, m, hours)) {
    step = 60 * number(m[1]);
  }
  if (!m.empty()) {
    if (step < 1 || step > 24 * 60 || from > 59) return {};
    out.interval_ = true;
    for (size_t at = size_t(from); at < out.minutes_.size(); at += size_t(step)) out.minutes_.set(at);
    return out;
  }
  std::string at;
  if (std::regex_match(text, m, daily)) {
    at = m[1];
  } else if (std::regex_match(text, m, weekdays) || std::regex_match(text, m, weekends)) {
    bool end = text.starts_with("土日") || text.starts_with("週末") || text.starts_with("weekend");
    out.weekdays_ = std::bitset<7>(end ? "1000001" : "0111110");
    out.any_weekday_ = false;
    at = m[1];
  } else if (std::regex_match(text, m, monthly)) {
    int day = number(m[1]) + number(m[2]);
    if (day < 1 || day > 31) return {};
    out.days_.reset().set(size_t(day));
    out.any_day_ = false;
    at = m[3];
  } else if (std::regex_match(text, m, month_end)) {
    out.last_day_ = true;
    at = m[1];
  } else if (std::regex_match(text, m, weekly)) {
    out.weekdays_ = weekdays_in(m[1]);
    out.any_weekday_ = false;
    if (out.weekdays_.none()) return {};
    at = m[2];
  }
  if (at.empty() || !times(at, out)) return {};
  return out;
}

}  // namespace musubi
