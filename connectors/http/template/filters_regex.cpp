// Filters of regular expressions. Python's and RE2's agree but for what needs going back (look-around, \1 in the
// expression), which RE2 refuses.
#include <re2/re2.h>

#include <memory>
#include <optional>

#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

using Regex = std::unique_ptr<re2::RE2>;

/// What Python means by \w, \d … : letters of every script, which RE2 has other names for. "" for what it has not.
std::string_view meant_by(char letter, bool in_class) {
  switch (letter) {
    case 'w':
      return in_class ? "\\p{L}\\p{N}_" : "[\\p{L}\\p{N}_]";
    case 'W':
      return in_class ? "" : "[^\\p{L}\\p{N}_]";
    case 'd':
      return "\\p{Nd}";
    case 'D':
      return "\\P{Nd}";
    case 's':
      return in_class ? "\\s\\v\\p{Z}\\x1c-\\x1f\\x{85}" : "[\\s\\v\\p{Z}\\x1c-\\x1f\\x{85}]";
    case 'S':
      return in_class ? "" : "[^\\s\\v\\p{Z}\\x1c-\\x1f\\x{85}]";
    case 'Z':
      return in_class ? "" : "\\z";
    default:
      return "";
  }
}

std::string in_words_of_re2(const std::string& pattern) {
  std::string out;
  bool in_class = false;
  for (size_t at = 0; at < pattern.size(); ++at) {
    const bool escape = pattern[at] == '\\' && at + 1 < pattern.size();
    if (escape) {
      const std::string_view meant = meant_by(pattern[++at], in_class);
      if (meant.empty()) (out += '\\') += pattern[at];
      out += meant;
      continue;
    }
    const bool opens = !in_class && pattern[at] == '[';
    if (in_class && pattern[at] == ']') in_class = false;
    out += pattern[at];
    if (!opens) continue;
    in_class = true;
    if (at + 1 < pattern.size() && pattern[at + 1] == '^') out += pattern[++at];
    if (at + 1 < pattern.size() && pattern[at + 1] == ']') out += pattern[++at];  // the first is a letter of the class
  }
  return out;
}

Regex compiled(const std::string& pattern) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(8 << 20);
  return std::make_unique<re2::RE2>(in_words_of_re2(pattern), options);
}

Regex expression(const std::string& pattern) {
  Regex out = compiled(pattern);
  if (!out->ok()) trouble("the regular expression cannot be read: " + out->error());
  return out;
}

const std::string& searched(const Value& input) {
  if (input.is_undefined()) undefined_trouble(input.undefined_name());
  if (!input.is_text()) type_trouble("expected string or bytes-like object, got '" + type_name(input) + "'");
  return input.text();
}

Value regex_search(const Value& input, const Arguments& given) {
  const std::string& text = searched(input);
  auto search = expression(given.text(0, "regex"));
  if (search->NumberOfCapturingGroups() < 1) return Value(Json(""));
  std::vector<re2::StringPiece> groups(2);
  if (!search->Match(text, 0, text.size(), re2::RE2::UNANCHORED, groups.data(), 2)) return Value(Json(""));
  if (!groups[1].data()) return Value(Json(nullptr));
  return Value(Json(groups[1].as_string()));
}

/// What a match is replaced by: texts and, behind each, the group that follows it (-1: none).
using Replacement = std::vector<std::pair<std::string, int>>;

class ReplacementReader {
 public:
  ReplacementReader(const std::string& text, const re2::RE2& regex) : text_(text), regex_(regex) {}

  Replacement run() {
    Replacement out = {{"", -1}};
    while (at_ < text_.size()) {
      if (text_[at_] != '\\') {
        out.back().first += text_[at_++];
      } else if (auto group = reference(out.back().first)) {
        if (*group > regex_.NumberOfCapturingGroups()) trouble("invalid group reference " + std::to_string(*group));
        out.back().second = *group;
        out.emplace_back("", -1);
      }
    }
    return out;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  /// What stands behind a "\": a group, or a letter that goes to `out`.
  std::optional<int> reference(std::string& out) {
    if (++at_ == text_.size()) trouble("bad escape (end of pattern)");
    const char c = text_[at_++];
    if (c == 'g') return named();
    if (c >= '1' && c <= '9') {
      int group = c - '0';
      if (at_ < text_.size() && is_digit(text_[at_])) group = group * 10 + (text_[at_++] - '0');
      return group;
    }
    static constexpr std::string_view letters = "abfnrtv0\\", meant("\a\b\f\n\r\t\v\0\\", 9);
    if (const size_t place = letters.find(c); place != letters.npos)
      out += meant[place];
    else if ((c | 32) >= 'a' && (c | 32) <= 'z')
      trouble(std::string("bad escape \\") + c);
    else
      (out += '\\') += c;
    return std::nullopt;
  }

  int named() {
    const size_t close = at_ < text_.size() && text_[at_] == '<' ? text_.find('>', at_) : text_.npos;
    if (close == text_.npos) trouble("missing group name");
    const std::string name = text_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    if (!name.empty() && name.size() < 4 && name.find_first_not_of("0123456789") == name.npos) return std::stoi(name);
    const auto& names = regex_.NamedCapturingGroups();
    const auto found = names.find(name);
    if (found == names.end()) trouble("unknown group name");
    return found->second;
  }

  const std::string& text_;
  const re2::RE2& regex_;
  size_t at_ = 0;
};

size_t point_length(const std::string& text, size_t at) {
  size_t out = 1;
  while (at + out < text.size() && (static_cast<unsigned char>(text[at + out]) & 0xC0) == 0x80) ++out;
  return out;
}

/// re.sub(): also where the expression matches nothing, each place once.
Value regex_replace(const Value& input, const Arguments& given) {
  const std::string& text = searched(input);
  auto search = expression(given.text(0, "regex"));
  const Replacement replacement = ReplacementReader(given.text(1, "replacement"), *search).run();
  std::vector<re2::StringPiece> groups(static_cast<size_t>(search->NumberOfCapturingGroups()) + 1);
  std::string out;
  size_t at = 0, copied = 0;
  while (at <= text.size() && search->Match(text, at, text.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
    const auto begin = static_cast<size_t>(groups[0].data() - text.data()), size = groups[0].size();
    out.append(text, copied, begin - copied);
    for (const auto& [between, group] : replacement) {
      out += between;
      if (group >= 0) out.append(groups[static_cast<size_t>(group)].data(), groups[static_cast<size_t>(group)].size());
    }
    heed_length(out.size());
    copied = begin + size;
    at = size ? copied : copied + (copied < text.size() ? point_length(text, copied) : 1);
  }
  return Value(Json(out.append(text, std::min(copied, text.size()))));
}

}  // namespace

bool is_regex(const std::string& text) {
  return compiled(text)->ok();
}

const Filters& regex_filters() {
  static const Filters all = {{"regex_search", regex_search}, {"regex_replace", regex_replace}};
  return all;
}

}  // namespace musubi::http
