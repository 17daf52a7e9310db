#include "connectors/process/voice.hpp"

#include <algorithm>

#include "connectors/process/log_level.hpp"
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

}  // namespace

void Voice::said(std::string_view line) {
  std::string clean = strike_.out_of(without_colours(text::replace_invalid(line)));
  std::optional<int32_t> level = level_in(clean);
  host_.log(level.value_or(MU_LOG_INFO), shortened(clean, kLogged));
  keep(std::move(clean), level.value_or(MU_LOG_ERROR) == MU_LOG_ERROR);
}

void Voice::chatted(std::string_view line) {
  if (line.find_first_of("{[") < 2 || message_in(line) != line.npos)
    return host_.log(MU_LOG_WARN, "a line of " + std::to_string(line.size()) + " bytes that is no message");
  said(line);
}

void Voice::log(int32_t level, std::string_view text) {
  std::string clean = strike_.out_of(text::replace_invalid(text));
  host_.log(level, shortened(clean, kLogged));
  if (level == MU_LOG_ERROR) keep(std::move(clean), true);
}

void Voice::keep(std::string line, bool complains) {
  std::replace_if(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  size_t begin = line.find_first_not_of(' ');
  if (begin == line.npos) return;
  last_.push_back({shortened(line.substr(begin), kShown), complains});
  if (last_.size() > kLines) last_.pop_front();
}

std::string Voice::last_words() const {
  std::string out;
  for (const Line& line : last_) out += (out.empty() ? "" : " / ") + line.text;
  return out;
}

std::string Voice::complaint() const {
  std::string out;
  for (const Line& line : last_)
    if (line.complains) out += line.text + '\n';
  return out;
}

}  // namespace musubi::process
