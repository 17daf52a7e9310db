#include "core/text/same_json.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace musubi::text {
namespace {

constexpr int kDeepest = 64;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Walks the tokens of one text; at its end next() is '\0'.
struct Walk {
  std::string_view text;
  size_t at = 0;

  char next() {
    while (at < text.size() && is_blank(text[at])) ++at;
    return at < text.size() ? text[at] : '\0';
  }
  bool take(char c) {
    return next() == c && ++at;
  }
  std::string_view string() {
    const size_t begin = at++;
    while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
    at = std::min(at + 1, text.size());
    return text.substr(begin, at - begin);
  }
  /// A whole value, unread.
  std::string_view value() {
    next();
    const size_t begin = at;
    for (int depth = 0; at < text.size();) {
      const char c = text[at];
      if (depth == 0 && at > begin && (c == ',' || c == '}' || c == ']' || is_blank(c))) break;
      if (c == '"') {
        string();
      } else {
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        ++at;
      }
      if (depth == 0 && (c == '"' || c == '}' || c == ']')) break;
    }
    return text.substr(begin, at - begin);
  }
};

using Member = std::pair<std::string_view, std::string_view>;  // name with its quotes, value

/// The members by name, those of one name as they stand; nothing where it is no object.
std::optional<std::vector<Member>> members_of(std::string_view object) {
  std::vector<Member> out;
  Walk walk{object};
  if (!walk.take('{')) return std::nullopt;
  while (walk.next() == '"') {
    std::string_view name = walk.string();
    if (!walk.take(':')) return std::nullopt;
    out.emplace_back(name, walk.value());
    if (!walk.take(',')) break;
  }
  if (!walk.take('}') || walk.next() != '\0') return std::nullopt;
  std::ranges::stable_sort(out, {}, &Member::first);
  return out;
}

std::optional<std::vector<std::string_view>> elements_of(std::string_view array) {
  std::vector<std::string_view> out;
  Walk walk{array};
  if (!walk.take('[')) return std::nullopt;
  while (walk.next() != ']' && walk.next() != '\0') {
    out.push_back(walk.value());
    if (out.back().empty()) return std::nullopt;
    if (!walk.take(',')) break;
  }
  if (!walk.take(']') || walk.next() != '\0') return std::nullopt;
  return out;
}

bool same(std::string_view a, std::string_view b, int depth) {
  if (a == b) return true;
  if (a.empty() || b.empty() || a[0] != b[0] || depth > kDeepest) return false;
  if (a[0] == '{') {
    auto one = members_of(a), other = members_of(b);
    return one && other && std::ranges::equal(*one, *other, [&](const Member& x, const Member& y) {
             return x.first == y.first && same(x.second, y.second, depth + 1);
           });
  }
  if (a[0] != '[') return false;
  auto one = elements_of(a), other = elements_of(b);
  return one && other && std::ranges::equal(*one, *other, [&](std::string_view x, std::string_view y) { return same(x, y, depth + 1); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

bool same_json(std::string_view a, std::string_view b) {
  return same(trimmed(a), trimmed(b), 0);
}

}  // namespace musubi::text
