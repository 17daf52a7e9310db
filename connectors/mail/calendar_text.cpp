#include "connectors/mail/calendar_text.hpp"

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"

namespace musubi::mail {
namespace {

/// Lines that begin with a blank belong to the one before.
std::vector<std::string> unfolded(std::string_view calendar) {
  std::vector<std::string> out;
  for (const std::string& line : lines_of(calendar)) {
    if (!line.empty() && (line[0] == ' ' || line[0] == '\t') && !out.empty())
      out.back() += line.substr(1);
    else
      out.push_back(line);
  }
  return out;
}

std::string unescaped(std::string_view value) {
  std::string out;
  for (size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out += value[i];
      continue;
    }
    const char c = value[++i];
    out += c == 'n' || c == 'N' ? '\n' : c;
  }
  return std::string(trimmed(out));
}

}  // namespace

std::string calendar_text(std::string_view calendar) {
  std::string out;
  bool in_event = false;
  for (const std::string& line : unfolded(calendar)) {
    if (same(line, "BEGIN:VEVENT")) in_event = true;
    if (in_event && (same(line, "END:VEVENT") || same(line, "BEGIN:VALARM"))) break;
    const size_t name_end = line.find_first_of(":;"), colon = line.find(':');
    if (!in_event || colon == line.npos) continue;
    const std::string name = lower(line.substr(0, name_end));
    if (name != "summary" && name != "location" && name != "description") continue;
    if (std::string value = unescaped(std::string_view(line).substr(colon + 1)); !value.empty()) out += value + "\n";
  }
  return out;
}

}  // namespace musubi::mail
