#include "connectors/process/voice.hpp"

#include <algorithm>

#include "connectors/process/message.hpp"
#include "core/text/utf8.hpp"

namespace musubi::process {
namespace {

constexpr size_t kLines = 5, kShown = 300, kLogged = 4000;

/// At most so many bytes, whole characters.
std::string shortened(std::string text, size_t most) {
  if (text.size() <= most) return text;
  while (most && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most) + "…";
}

/// The level that a line names near its beginning: "INFO …", "2026-01-31 09:00:00 | ERROR | tap …".
int32_t level_in(std::string_view line) {
  std::string_view front = line.substr(0, 80);
  for (std::string_view word : {"CRITICAL", "FATAL", "ERROR", "WARN", "DEBUG"})
    if (size_t at = front.find(word); at != front.npos && (at == 0 || front[at - 1] == ' ' || front[at - 1] == '['))
      return log_level(word);
  return MU_LOG_INFO;
}

}  // namespace

void Voice::said(std::string_view line) {
  std::string clean = strike_.out_of(text::replace_invalid(line));
  host_.log(level_in(clean), shortened(clean, kLogged));
  keep(std::move(clean));
}

void Voice::chatted(std::string_view line) {
  if (line.find_first_of("{[") < 2)
    return host_.log(MU_LOG_WARN, "a line of " + std::to_string(line.size()) + " bytes that is no message");
  said(line);
}

void Voice::log(int32_t level, std::string_view text) {
  std::string clean = strike_.out_of(text::replace_invalid(text));
  host_.log(level, shortened(clean, kLogged));
  if (level == MU_LOG_ERROR) keep(std::move(clean));
}

void Voice::keep(std::string line) {
  std::replace_if(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  size_t begin = line.find_first_not_of(' ');
  if (begin == line.npos) return;
  last_.push_back(shortened(line.substr(begin), kShown));
  if (last_.size() > kLines) last_.pop_front();
}

std::string Voice::last_words() const {
  std::string out;
  for (const std::string& line : last_) out += (out.empty() ? "" : " / ") + line;
  return out;
}

}  // namespace musubi::process
