#include "connectors/process/json_scan.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace musubi::process {
namespace {

/// A place in a text that is known to be JSON.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) { blanks(); }

  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void step() {
    ++at_;
    blanks();
  }
  /// The value that begins here; the place is behind it and its blanks.
  std::string_view value() {
    size_t begin = at_, depth = 0;
    do {
      char c = here();
      if (c == '"') {
        skip_text();
      } else if (c == '{' || c == '[') {
        ++depth, ++at_;
      } else if (c == '}' || c == ']') {
        --depth, ++at_;
      } else if (depth) {
        at_ = std::min(text_.find_first_of("\"{}[]", at_), text_.size());
      } else {
        at_ = std::min(text_.find_first_of(" \t\r\n,}]", at_), text_.size());
      }
    } while (depth && at_ < text_.size());
    std::string_view out = text_.substr(begin, at_ - begin);
    blanks();
    return out;
  }

 private:
  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  void skip_text() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
      if (text_[at_] == '\\') ++at_;
    at_ = std::min(at_ + 1, text_.size());
  }

  std::string_view text_;
  size_t at_ = 0;
};

bool is_named(std::string_view quoted, std::string_view name) {
  if (quoted.find('\\') == quoted.npos) return quoted.substr(1, quoted.size() - 2) == name;
  return plain(quoted) == name;
}

}  // namespace

std::string_view member(std::string_view object, std::string_view name) {
  std::string_view found;
  Walk walk(object);
  if (walk.here() != '{') return found;
  walk.step();
  while (walk.here() == '"') {
    std::string_view quoted = walk.value();
    walk.step();
    std::string_view value = walk.value();
    if (is_named(quoted, name)) found = value;
    if (walk.here() == ',') walk.step();
  }
  return found;
}

std::string plain(std::string_view value) {
  if (value == "null") return "";
  if (!value.starts_with('"')) return std::string(value);
  if (value.find('\\') == value.npos) return std::string(value.substr(1, value.size() - 2));
  auto text = nlohmann::json::parse(value, nullptr, false);
  return text.is_string() ? text.get<std::string>() : "";
}

std::string first_name(std::string_view object) {
  Walk walk(object);
  if (walk.here() != '{') return "";
  walk.step();
  return walk.here() == '"' ? plain(walk.value()) : "";
}

std::vector<std::string> elements(std::string_view array) {
  std::vector<std::string> out;
  if (!array.starts_with('[')) return out;
  for (const auto& one : nlohmann::ordered_json::parse(array)) out.push_back(one.dump());
  return out;
}

}  // namespace musubi::process
