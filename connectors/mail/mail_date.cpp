#include "connectors/mail/mail_date.hpp"

#include <gmime/gmime.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"

namespace musubi::mail {
namespace {

constexpr int kFarthestEast = 14;  // hours; to the west it is less

std::string offset_text(const std::string& sign, int hours, int minutes) {
  char out[8];
  std::snprintf(out, sizeof out, "%s%02d%02d", sign.c_str(), hours % 100, minutes % 100);
  return out;
}

/// One o'clock in the afternoon as 13:00.
void take_half_day(std::string& text) {
  static const RE2 half_day(R"(\b(\d{1,2})(:\d{2}(?::\d{2})?)\s*([ap])\.?m\b\.?)", pattern_options());
  std::string hour, rest, half;
  if (!RE2::PartialMatch(text, half_day, &hour, &rest, &half)) return;
  const int read = std::atoi(hour.c_str()) % 12 + (lower(half[0]) == 'p' ? 12 : 0);
  RE2::Replace(&text, half_day, std::to_string(read) + rest);
}

/// Writes the zone as RFC 5322 does. Whether there is one.
bool take_zone(std::string& text) {
  static const RE2 relative(R"(\b(?:GMT|UTC?)\s*([+-])(\d{1,2}):?(\d{2})?\b)", pattern_options()), tokyo(R"(\b[JK]ST\b)", pattern_options()), numeric(R"(\s([+-])(\d{2}):?(\d{2})\b)");
  static const RE2 named(R"((\s|\d)(GMT|UTC?|Z|[ECMP][SD]T|[A-IK-Z])$)", pattern_options());
  std::string sign, more;
  int hours = 0, minutes = 0;
  if (RE2::PartialMatch(text, relative, &sign, &hours, &more)) return RE2::Replace(&text, relative, offset_text(sign, hours, std::atoi(more.c_str())));
  if (RE2::PartialMatch(text, numeric, &sign, &hours, &minutes)) {
    if (hours <= kFarthestEast && minutes < 60) return RE2::Replace(&text, numeric, " " + offset_text(sign, hours, minutes));
    RE2::Replace(&text, numeric, "");
    return false;
  }
  if (RE2::GlobalReplace(&text, tokyo, "+0900")) return true;
  return found(text, named);
}

/// Without comments, and with what other mailers write as RFC 5322 has it.
bool tidy(std::string& text) {
  static const RE2 comment(R"(\([^()]*\))"), dots(R"(\b(\d{1,2})\.(\d{2})\.(\d{2})\b)"), zone_in_comment(R"(\(\s*([JK]ST)\s*\))", pattern_options());
  std::string zone;
  const bool commented = RE2::PartialMatch(text, zone_in_comment, &zone);
  while (RE2::Replace(&text, comment, " ")) continue;
  RE2::Replace(&text, dots, R"(\1:\2:\3)");
  take_half_day(text);
  text = std::string(trimmed(text));
  if (take_zone(text)) return true;
  if (commented) text += " +0900";
  return commented;
}

}  // namespace

std::optional<MailDate> mail_date(std::string_view raw) {
  if (size_t last = raw.rfind(';'); last != raw.npos) raw.remove_prefix(last + 1);
  std::string text(trimmed(raw));
  if (text.empty() || text.size() > 200) return {};
  for (char& c : text)
    if (static_cast<unsigned char>(c) >= 0x7F || c < ' ') c = ' ';
  const bool zoned = tidy(text);
  GDateTime* read = g_mime_utils_header_decode_date(text.c_str());
  if (!read) return {};
  MailDate out;
  out.seconds = g_date_time_to_unix(read);
  out.offset = static_cast<int>(g_date_time_get_utc_offset(read) / 60'000'000);
  out.zoned = zoned;
  g_date_time_unref(read);
  return out;
}

std::string MailDate::iso() const {
  std::time_t local = seconds + offset * 60;
  std::tm tm{};
  if (!gmtime_r(&local, &tm) || tm.tm_year < -1900 || tm.tm_year > 8099) return {};
  char out[64];
  if (!zoned) {
    std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
    return out;
  }
  int east = offset < 0 ? -offset : offset;
  std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                tm.tm_min, tm.tm_sec, offset < 0 ? '-' : '+', east / 60 % 24, east % 60);
  return out;
}

}  // namespace musubi::mail
