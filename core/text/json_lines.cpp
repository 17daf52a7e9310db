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
  for (;;) {
    const size_t end = chunk_.find('\n', at_);
    const bool ended = end != std::string_view::npos;
    const std::string_view part = chunk_.substr(at_, ended ? end - at_ : end);
    at_ = ended ? end + 1 : chunk_.size();
    if (long_ || carried_.size() + part.size() > max_line_) return pass_long(part, ended);
    if (!ended) {
      carried_ += part;
      if (!finished_ || carried_.empty()) return false;
      given_ = true;
      if (give(carried_, false)) return true;
      carried_.clear();
      return given_ = false;
    }
    given_ = !carried_.empty();
    if (given_) carried_ += part;
    if (give(given_ ? std::string_view(carried_) : part, true)) return true;
    if (given_) carried_.clear();
    given_ = false;
  }
}

// Whether the line that is too long has come to its end with `part`.
bool JsonLines::pass_long(std::string_view part, bool ended) {
  if (!long_) {
    long_.emplace();
    long_->add(carried_);
    carried_ = {};
  }
  long_->add(part);
  return (ended || finished_) && give_long(ended);
}

bool JsonLines::give_long(bool ended) {
  carried_ = long_->told();
  piece_ = {};
  piece_.offset = offset_;
  piece_.line = piece_.number = ++line_;
  piece_.ended = ended;
  piece_.size = long_->size();
  piece_.text = carried_;
  piece_.problem = JsonProblem{JsonFault::too_long, piece_.offset, piece_.line, 0};
  offset_ += long_->size() + 1;
  first_ = false;
  long_.reset();
  return given_ = true;
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
