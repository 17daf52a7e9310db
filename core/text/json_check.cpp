#include <algorithm>
#include <array>

#include "core/text/json.hpp"
#include "core/text/scan.hpp"
#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr Stops<2> kStringStops{{'"', '\\'}, 0x20};

class Checker {
 public:
  Checker(std::string_view text, size_t max_depth) : text_(text), max_depth_(max_depth) {}

  /// The offset at which it stopped stands in `at()` if there is a fault.
  std::optional<JsonFault> run() {
    while (value()) {
      if (!behind_value()) break;
    }
    return fault_;
  }
  size_t at() const { return at_; }

 private:
  bool fail(JsonFault fault) {
    fault_ = at_ >= text_.size() ? JsonFault::cut_off : fault;
    return false;
  }

  char peek() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return c;
      ++at_;
    }
    return '\0';
  }

  // Takes values and opening brackets until a value has ended.
  bool value() {
    for (;;) {
      const char c = peek();
      if (c == '{' || c == '[') {
        if (objects_.size() >= max_depth_) return fail(JsonFault::too_deep);
        ++at_;
        objects_.push_back(c == '{');
        if (peek() == (c == '{' ? '}' : ']')) {
          ++at_;
          objects_.pop_back();
          return true;
        }
        if (c == '{' && !key()) return false;
        continue;
      }
      if (c == '"') return string();
      if (c == '-' || is_digit(c)) return number();
      return c >= 'a' && c <= 'z' ? literal() : fail(JsonFault::unexpected);
    }
  }

  // Takes closing brackets; true if a further value is due.
  bool behind_value() {
    for (;;) {
      const char c = peek();
      if (objects_.empty()) return at_ < text_.size() && fail(JsonFault::after_end);
      if (c == ',') {
        ++at_;
        const char next = peek();
        if (next == ',') return fail(JsonFault::duplicate_comma);
        if (next == '}' || next == ']') return fail(JsonFault::trailing_comma);
        return objects_.back() ? key() : true;
      }
      if (c != (objects_.back() ? '}' : ']')) return fail(JsonFault::unexpected);
      ++at_;
      objects_.pop_back();
    }
  }

  bool key() {
    if (peek() != '"') return fail(JsonFault::unexpected);
    if (!string()) return false;
    if (peek() != ':') return fail(JsonFault::unexpected);
    ++at_;
    return true;
  }

  bool string() {
    for (++at_;;) {
      at_ = find_stop(text_, at_, kStringStops);
      if (at_ == text_.size()) return fail(JsonFault::cut_off);
      const char c = text_[at_];
      if (c == '"') return ++at_, true;
      if (c != '\\') return fail(JsonFault::control_character);
      if (!escape()) return false;
    }
  }

  bool escape() {
    constexpr std::string_view kShort = "\"\\/bfnrt";
    const size_t begin = at_++;
    if (at_ == text_.size()) return fail(JsonFault::cut_off);
    if (kShort.find(text_[at_]) != std::string_view::npos) return ++at_, true;
    if (text_[at_] != 'u') return fail(JsonFault::bad_escape);
    const auto unit = hex_unit();
    if (!unit) return false;
    if (*unit < 0xD800 || *unit > 0xDFFF) return true;
    if (*unit < 0xDC00 && text_.substr(at_).starts_with("\\u")) {
      ++at_;
      const auto low = hex_unit();
      if (!low) return false;
      if (*low >= 0xDC00 && *low <= 0xDFFF) return true;
    }
    if (*unit < 0xDC00 && std::string_view("\\u").starts_with(text_.substr(at_)))
      return at_ = text_.size(), fail(JsonFault::cut_off);
    at_ = begin;
    return fail(JsonFault::lone_surrogate);
  }

  // The four digits behind the 'u' at at_.
  std::optional<unsigned> hex_unit() {
    unsigned unit = 0;
    ++at_;
    for (int left = 4; left > 0; --left, ++at_) {
      const char c = at_ < text_.size() ? text_[at_] : '\0';
      const char low = static_cast<char>(c | 0x20);
      if (is_digit(c)) {
        unit = unit * 16 + static_cast<unsigned>(c - '0');
      } else if (low >= 'a' && low <= 'f') {
        unit = unit * 16 + static_cast<unsigned>(low - 'a' + 10);
      } else {
        fail(JsonFault::bad_escape);
        return std::nullopt;
      }
    }
    return unit;
  }

  bool digits() {
    const size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > begin;
  }
  bool take(char c) { return at_ < text_.size() && text_[at_] == c && ++at_ > 0; }

  bool number() {
    take('-');
    if (take('0')) {
      if (at_ < text_.size() && is_digit(text_[at_])) return fail(JsonFault::bad_number);
    } else if (!digits()) {
      return fail(JsonFault::bad_number);
    }
    if (take('.') && !digits()) return fail(JsonFault::bad_number);
    if (take('e') || take('E')) {
      if (!take('-')) take('+');
      if (!digits()) return fail(JsonFault::bad_number);
    }
    return true;
  }

  bool literal() {
    for (const std::string_view word : {"true", "false", "null"}) {
      const std::string_view have = text_.substr(at_, word.size());
      if (have == word) return at_ += word.size(), true;
      if (at_ + have.size() == text_.size() && word.starts_with(have))
        return at_ = text_.size(), fail(JsonFault::cut_off);
    }
    return fail(JsonFault::bad_literal);
  }

  std::string_view text_;
  size_t max_depth_;
  size_t at_ = 0;
  std::vector<bool> objects_;  // of the open brackets: is it an object?
  std::optional<JsonFault> fault_;
};

uint64_t line_at(std::string_view text, size_t offset) {
  return 1 +
         static_cast<uint64_t>(std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(offset), '\n'));
}

}  // namespace

std::string_view json_fault_name(JsonFault fault) {
  constexpr std::array<std::string_view, 14> kNames = {
      "cut_off",        "unexpected",        "bad_number", "bad_literal",    "bad_escape",
      "lone_surrogate", "control_character", "bad_utf8",   "trailing_comma", "duplicate_comma",
      "after_end",      "too_deep",          "too_long",   "not_an_array"};
  const auto at = static_cast<size_t>(fault);
  return at < kNames.size() ? kNames[at] : "no_such_path";
}

std::optional<JsonProblem> check_json(std::string_view text, size_t max_depth) {
  Checker checker(text, max_depth);
  std::optional<JsonFault> fault = checker.run();
  size_t at = checker.at();
  const size_t bad = first_invalid(text.substr(0, fault ? at : text.size()));
  if (bad != std::string_view::npos) {
    fault = JsonFault::bad_utf8;
    at = bad;
  }
  if (!fault) return std::nullopt;
  JsonProblem problem{*fault, at, line_at(text, at), 0};
  if (*fault == JsonFault::cut_off)
    problem.opened_line = line_at(text, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return problem;
}

}  // namespace musubi::text
