#include <algorithm>

#include "core/text/json.hpp"

namespace musubi::text {

void JsonLines::feed(std::string_view chunk) {
  chunk_ = chunk;
  at_ = 0;
}

void JsonLines::finish() {
  finished_ = true;
}

bool JsonLines::next() {
  if (given_) carried_.clear();
  given_ = false;
  while (!problem_) {
    const size_t end = chunk_.find('\n', at_);
    const std::string_view part = chunk_.substr(at_, end == std::string_view::npos ? end : end - at_);
    if (carried_.size() + part.size() > max_line_) {
      problem_ = JsonProblem{JsonFault::too_long, offset_, line_ + 1, 0};
      return false;
    }
    if (end == std::string_view::npos) {
      carried_ += part;
      at_ = chunk_.size();
      if (!finished_ || carried_.empty()) return false;
      given_ = true;
      if (give(carried_, false)) return true;
      carried_.clear();
      return given_ = false;
    }
    at_ = end + 1;
    given_ = !carried_.empty();
    if (given_) carried_ += part;
    if (give(given_ ? std::string_view(carried_) : part, true)) return true;
    if (given_) carried_.clear();
    given_ = false;
  }
  return false;
}

// Makes a piece of `line` if it isn't blank.
bool JsonLines::give(std::string_view line, bool ended) {
  piece_ = {};
  piece_.offset = offset_;
  piece_.line = piece_.number = ++line_;
  piece_.ended = ended;
  offset_ += line.size() + 1;
  if (first_ && line.starts_with("\xEF\xBB\xBF")) {
    line.remove_prefix(3);
    piece_.offset += 3;
  }
  first_ = false;
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) return false;
  piece_.text = line;
  piece_.problem = check_json(line);
  if (piece_.problem) {
    piece_.problem->offset += piece_.offset;
    piece_.problem->line = piece_.line;
    if (piece_.problem->opened_line > 0) piece_.problem->opened_line = piece_.line;
  }
  return true;
}

}  // namespace musubi::text
