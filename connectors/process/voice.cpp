#include "connectors/process/voice.hpp"

#include <algorithm>

#include "connectors/process/blame.hpp"
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

/// A line of a sentence.
std::string printable(std::string line) {
  std::replace_if(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  size_t begin = line.find_first_not_of(' ');
  return begin == line.npos ? "" : shortened(line.substr(begin), kShown);
}

}  // namespace

void Voice::said(std::string_view line) {
  std::string clean = strike_.out_of(without_colours(text::replace_invalid(line)));
  std::optional<int32_t> level = level_in(clean);
  host_.log(level.value_or(MU_LOG_INFO), shortened(clean, kLogged));
  const int32_t taken = level.value_or(MU_LOG_ERROR);
  keep(last_, clean, taken == MU_LOG_ERROR);
  if (taken != MU_LOG_DEBUG) keep(recent_, clean, false);
  weigh(clean, taken);
}

void Voice::chatted(std::string_view line) {
  if (line.find_first_of("{[") < 2 || message_in(line) != line.npos)
    return host_.log(MU_LOG_WARN, "a line of " + std::to_string(line.size()) + " bytes that is no message");
  said(line);
}

void Voice::log(int32_t level, std::string_view text) {
  std::string clean = strike_.out_of(text::replace_invalid(text));
  host_.log(level, shortened(clean, kLogged));
  if (level == MU_LOG_ERROR) keep(last_, clean, true);
  if (level != MU_LOG_DEBUG) keep(recent_, clean, false);
  weigh(clean, level);
}

void Voice::keep(std::deque<Line>& lines, const std::string& line, bool complains) {
  std::string text = printable(line);
  if (text.empty()) return;
  lines.push_back({std::move(text), complains});
  if (lines.size() > kLines) lines.pop_front();
}

void Voice::weigh(const std::string& line, int32_t level) {
  if (level < MU_LOG_WARN || !first_.empty()) return;
  const int32_t whose = blamed(line, MU_OK);
  if (whose == MU_CONFIG || (whose == MU_AUTH && level == MU_LOG_ERROR)) first_ = printable(line);
}

std::string Voice::joined(const std::deque<Line>& lines) {
  std::string out;
  for (const Line& line : lines) out += (out.empty() ? "" : " / ") + line.text;
  return out;
}

std::string Voice::last_words() const {
  return joined(last_.empty() ? recent_ : last_);
}

std::string Voice::recent_words() const {
  return joined(recent_);
}

std::string Voice::complaint() const {
  std::string out;
  for (const Line& line : last_)
    if (line.complains) out += line.text + '\n';
  return out;
}

}  // namespace musubi::process
