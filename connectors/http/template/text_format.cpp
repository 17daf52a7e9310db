// str.format(): "{} {0} {name} {row[id]} {x.y!r:>{width}}".
#include <algorithm>

#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/format_spec.hpp"
#include "connectors/http/template/methods_text.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

bool is_index(std::string_view text) {
  return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == text.npos;
}

class TextFormat {
 public:
  explicit TextFormat(const Arguments& given) : given_(given) {}

  std::string run(std::string_view format, int depth) {
    if (depth > 1) trouble("Max string recursion exceeded");
    std::string out;
    for (size_t at = 0; at < format.size(); ++at) {
      const char c = format[at];
      if (c != '{' && c != '}') {
        out += c;
      } else if (at + 1 < format.size() && format[at + 1] == c) {
        out += c;
        ++at;
      } else {
        if (c == '}') trouble("Single '}' encountered in format string");
        const size_t end = behind_field(format, at);
        out += field(format.substr(at + 1, end - at - 2), depth);
        at = end - 1;
      }
      heed_length(out.size());
    }
    return out;
  }

 private:
  /// Behind the "}" of the field that begins at `at`.
  static size_t behind_field(std::string_view format, size_t at) {
    int open = 0;
    bool brackets = false;
    for (; at < format.size(); ++at) {
      if (format[at] == '[') brackets = true;
      if (format[at] == ']') brackets = false;
      if (brackets) continue;
      if (format[at] == '{') ++open;
      if (format[at] == '}' && --open == 0) return at + 1;
    }
    trouble("expected '}' before end of string");
  }

  std::string field(std::string_view text, int depth) {
    size_t end = 0;
    for (bool brackets = false; end < text.size(); ++end) {
      if (text[end] == '[') brackets = true;
      if (text[end] == ']') brackets = false;
      if (!brackets && (text[end] == ':' || text[end] == '!')) break;
    }
    Value value = looked_up(text.substr(0, end));
    text.remove_prefix(end);
    if (text.starts_with('!')) {
      value = converted(value, text);
      text.remove_prefix(2);
      if (!text.empty() && text[0] != ':') trouble("expected ':' after conversion specifier");
    }
    if (text.starts_with(':')) text.remove_prefix(1);
    return format_by_spec(value, text.find('{') == text.npos ? std::string(text) : run(text, depth + 1));
  }

  static Value converted(const Value& value, std::string_view text) {
    const char kind = text.size() > 1 ? text[1] : ' ';
    if (kind == 's') return Value(Json(text_of(value)));
    if (kind != 'r' || !value.is_json()) trouble(std::string("the conversion !") + kind + " is not supported");
    std::string out;
    append_repr(out, value.json());
    return Value(Json(std::move(out)));
  }

  Value looked_up(std::string_view name) {
    size_t end = std::min(name.find_first_of(".["), name.size());
    Value value = first(std::string(name.substr(0, end)));
    while (end < name.size()) {
      const bool dot = name[end] == '.';
      const size_t close = dot ? std::min(name.find_first_of(".[", end + 1), name.size()) : name.find(']', end);
      if (close == name.npos) trouble("Missing ']' in format string");
      const std::string step(name.substr(end + 1, close - end - 1));
      if (step.empty()) trouble("Empty attribute in format string");
      value = dot ? attribute(value, step) : item(value, is_index(step) ? Value(Json(std::stoll(step))) : Value(Json(step)));
      end = dot ? close : close + 1;
    }
    return value;
  }

  Value first(const std::string& name) {
    const bool numbered = is_index(name);
    if (name.empty() || numbered) {
      if (numbers_.value_or(numbered) != numbered) trouble("cannot switch between manual field specification and automatic field numbering");
      numbers_ = numbered;
      const size_t place = numbered ? std::stoul(name) : next_++;
      if (place >= given_.size()) trouble("Replacement index " + std::to_string(place) + " out of range for positional args tuple");
      return given_.placed()[place];
    }
    const Value* found = given_.find(SIZE_MAX, name);
    if (!found) trouble("there is no argument for {" + name + "}");
    return *found;
  }

  const Arguments& given_;
  size_t next_ = 0;
  std::optional<bool> numbers_;
};

}  // namespace

std::string format_text(const std::string& format, const Arguments& given) {
  return TextFormat(given).run(format, 0);
}

}  // namespace musubi::http
