#include <algorithm>

#include "core/text/json.hpp"
#include "core/text/scan.hpp"

namespace musubi::text {
namespace {

constexpr std::string_view kSpace = " \t\r\n", kByteOrderMark = "\xEF\xBB\xBF";

std::vector<std::string> names_of(std::string_view pointer) {
  std::vector<std::string> names;
  while (pointer.starts_with('/')) {
    const size_t end = std::min(pointer.find('/', 1), pointer.size());
    std::string name;
    for (size_t at = 1; at < end; ++at) {
      const bool escaped = pointer[at] == '~' && at + 1 < end;
      name += !escaped ? pointer[at] : pointer[++at] == '1' ? '/' : '~';
    }
    names.push_back(std::move(name));
    pointer.remove_prefix(end);
  }
  return names;
}

constexpr Stops<3> kStringStops{{'"', '\\', '\n'}};
constexpr Stops<6> kBracketStops{{'{', '}', '[', ']', '"', '\n'}};
constexpr Stops<4> kScalarStops{{',', ']', '}', '\n'}};

}  // namespace

JsonElements::JsonElements(std::string_view pointer, size_t max_element)
    : names_(names_of(pointer)), max_element_(max_element) {}

void JsonElements::feed(std::string_view chunk) {
  chunk_offset_ += chunk_.size();
  chunk_ = chunk;
  at_ = 0;
}

void JsonElements::finish() {
  finished_ = true;
}

bool JsonElements::next() {
  while (!problem_) {
    if (at_ == chunk_.size()) return finished_ && at_end();
    if (step()) return true;
  }
  return false;
}

// Takes some bytes; true where an element stands complete.
bool JsonElements::step() {
  if (in_value_) return inside_value();
  if (in_name_) {
    read_name();
    return false;
  }
  const char c = chunk_[at_];
  if (kSpace.find(c) != std::string_view::npos) {
    line_ += c == '\n';
    ++at_;
  } else if (offset() < kByteOrderMark.size() && c == kByteOrderMark[offset()]) {
    ++at_;
  } else {
    outside(c);
  }
  return false;
}

// A character around the elements.
void JsonElements::outside(char c) {
  switch (expect_) {
    case Expect::value:
    case Expect::value_or_end:
      value_due(c);
      return;
    case Expect::name:
    case Expect::name_or_end:
      if (c == '}' && expect_ == Expect::name_or_end) return close();
      if (c != '"') return fail(c == '}' ? JsonFault::trailing_comma : JsonFault::unexpected);
      in_name_ = true;
      name_.clear();
      value_line_ = line_;
      value_offset_ = offset();
      break;
    case Expect::colon:
      if (c != ':') return fail(JsonFault::unexpected);
      expect_ = Expect::value;
      break;
    case Expect::comma_or_end:
      if (c == (in_array_ ? ']' : '}')) return close();
      if (c != ',') return fail(JsonFault::unexpected);
      expect_ = in_array_ ? Expect::value : Expect::name;
      break;
    case Expect::nothing:
      return fail(JsonFault::after_end);
  }
  ++at_;
}

void JsonElements::value_due(char c) {
  if (in_array_ && c == ']') {
    if (expect_ == Expect::value) return fail(JsonFault::trailing_comma);
    return close();
  }
  if (in_array_ && c == ',') return fail(JsonFault::duplicate_comma);
  if (c == ',' || c == ']' || c == '}' || c == ':') return fail(JsonFault::unexpected);
  if (!in_array_ && at_target()) {
    if (c != '[') return fail(JsonFault::not_an_array);
    in_array_ = found_ = true;
    expect_ = Expect::value_or_end;
    ++at_;
    return;
  }
  const bool on_path = path_depth_ == 0 || (name_matches_ && path_depth_ < names_.size());
  if (!in_array_ && on_path && c == '{') {
    ++path_depth_;
    expect_ = Expect::name_or_end;
    ++at_;
    return;
  }
  begin_value(c);
}

void JsonElements::begin_value(char c) {
  in_value_ = true;
  scalar_ = c != '{' && c != '[' && c != '"';
  closers_.clear();
  element_.clear();
  value_line_ = line_;
  value_offset_ = offset();
}

// Behind the array, or behind an object on the path.
void JsonElements::close() {
  ++at_;
  if (in_array_) {
    in_array_ = false;
  } else {
    --path_depth_;
  }
  expect_ = path_depth_ > 0 ? Expect::comma_or_end : Expect::nothing;
}

void JsonElements::read_name() {
  const size_t begin = at_;
  skip_string();
  name_.append(chunk_.substr(begin, at_ - begin));
  if (name_.size() > max_element_) return fail(JsonFault::too_long);
  if (at_ == chunk_.size() || chunk_[at_] != '"') return;
  ++at_;
  in_name_ = false;
  name_matches_ = path_depth_ <= names_.size() && name_ == names_[path_depth_ - 1];
  expect_ = Expect::colon;
}

// To the closing quote or the end of the chunk.
void JsonElements::skip_string() {
  while (at_ < chunk_.size()) {
    if (escaped_) {
      escaped_ = false;
      line_ += chunk_[at_++] == '\n';
      continue;
    }
    at_ = find_stop(chunk_, at_, kStringStops);
    if (at_ == chunk_.size() || chunk_[at_] == '"') return;
    escaped_ = chunk_[at_] == '\\';
    line_ += chunk_[at_++] == '\n';
  }
}

// Runs to the end of the value or of the chunk.
bool JsonElements::inside_value() {
  const size_t begin = at_;
  bool ended = false;
  while (!ended && !problem_) {
    if (in_string_) {
      skip_string();
      if (at_ == chunk_.size()) break;
      ++at_;
      in_string_ = false;
      ended = closers_.empty();
      continue;
    }
    at_ = scalar_ ? find_stop(chunk_, at_, kScalarStops) : find_stop(chunk_, at_, kBracketStops);
    if (at_ == chunk_.size()) break;
    const char c = chunk_[at_];
    if (scalar_ && c != '\n') {
      ended = true;
      break;
    }
    ended = bracket(c);
    line_ += c == '\n';
    in_string_ = c == '"';
    ++at_;
  }
  if (problem_) return false;
  keep(begin);
  return ended && end_value();
}

// Whether `c` closes the value.
bool JsonElements::bracket(char c) {
  if (c == '{' || c == '[') {
    if (closers_.size() == kJsonDepth) {
      fail(JsonFault::too_deep);
      return false;
    }
    closers_.push_back(c == '{' ? '}' : ']');
  }
  if (c != '}' && c != ']') return false;
  if (closers_.back() != c) {
    fail(JsonFault::unexpected);
    return false;
  }
  closers_.pop_back();
  return closers_.empty();
}

// Takes chunk_ from `begin` to at_ into the element.
void JsonElements::keep(size_t begin) {
  if (!in_array_) return;
  const std::string_view part = chunk_.substr(begin, at_ - begin);
  if (!long_ && element_.size() + part.size() <= max_element_) {
    element_.append(part);
    return;
  }
  if (!long_) {
    long_.emplace();
    long_->add(element_);
    element_ = {};
  }
  long_->add(part);
}

// True if the value was an element.
bool JsonElements::end_value() {
  in_value_ = false;
  expect_ = in_array_ || path_depth_ > 0 ? Expect::comma_or_end : Expect::nothing;
  if (!in_array_ || problem_) return false;
  piece_ = {};
  piece_.number = ++elements_;
  piece_.offset = value_offset_;
  piece_.line = value_line_;
  if (long_) {
    element_ = long_->told();
    piece_.text = element_;
    piece_.size = long_->size();
    piece_.problem = JsonProblem{JsonFault::too_long, piece_.offset, piece_.line, 0};
    long_.reset();
    return true;
  }
  element_.resize(element_.find_last_not_of(kSpace) + 1);
  piece_.text = element_;
  piece_.problem = check_json(element_);
  if (piece_.problem) {
    piece_.problem->offset += piece_.offset;
    piece_.problem->line += piece_.line - 1;
    if (piece_.problem->opened_line > 0) piece_.problem->opened_line = piece_.line;
  }
  return true;
}

bool JsonElements::at_end() {
  if (in_value_ && scalar_ && !in_array_ && path_depth_ == 0) end_value();
  if (in_value_ || expect_ != Expect::nothing) {
    fail(JsonFault::cut_off);
  } else if (!found_) {
    fail(JsonFault::no_such_path);
  }
  return false;
}

void JsonElements::fail(JsonFault fault) {
  if (problem_) return;
  problem_ = JsonProblem{fault, offset(), line_, 0};
  if (fault == JsonFault::too_long) {  // where it began, since where it was noticed depends on the chunks
    problem_->offset = value_offset_;
    problem_->line = value_line_;
  }
  if (fault == JsonFault::cut_off) problem_->opened_line = in_value_ ? value_line_ : 1;
}

}  // namespace musubi::text
