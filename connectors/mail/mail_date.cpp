#include "connectors/mail/mail_date.hpp"

#include <gmime/gmime.h>

#include <cstdio>
#include <ctime>

#include "connectors/mail/ascii.hpp"

namespace musubi::mail {

std::optional<MailDate> mail_date(std::string_view raw) {
  if (size_t last = raw.rfind(';'); last != raw.npos) raw.remove_prefix(last + 1);
  std::string text(trimmed(raw));
  if (text.empty() || text.size() > 200) return {};
  for (char& c : text)
    if (static_cast<unsigned char>(c) >= 0x7F || c < ' ') c = ' ';
  GDateTime* read = g_mime_utils_header_decode_date(text.c_str());
  if (!read) return {};
  MailDate out;
  out.seconds = g_date_time_to_unix(read);
  out.offset = static_cast<int>(g_date_time_get_utc_offset(read) / 60'000'000);
  g_date_time_unref(read);
  return out;
}

std::string MailDate::iso() const {
  std::time_t local = seconds + offset * 60;
  std::tm tm{};
  if (!gmtime_r(&local, &tm) || tm.tm_year < -1900 || tm.tm_year > 8099) return {};
  char out[64];
  int east = offset < 0 ? -offset : offset;
  std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                tm.tm_min, tm.tm_sec, offset < 0 ? '-' : '+', east / 60 % 24, east % 60);
  return out;
}

}  // namespace musubi::mail
