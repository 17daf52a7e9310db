#include "connectors/http/read/json_scan.hpp"

#include <cstring>
#include <nlohmann/json.hpp>

namespace musubi::http {
namespace {

size_t skip_space(std::string_view text, size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t'))
    ++at;
  return at;
}

/// Behind the string that begins at `at`.
size_t skip_string(std::string_view text, size_t at) {
  for (++at; at < text.size();) {
    auto quote = static_cast<const char*>(std::memchr(text.data() + at, '"', text.size() - at));
    if (!quote) return text.size();
    auto found = static_cast<size_t>(quote - text.data());
    size_t slashes = 0;
    while (found - slashes > at && text[found - slashes - 1] == '\\') ++slashes;
    at = found + 1;
    if (slashes % 2 == 0) return at;
  }
  return text.size();
}

/// Behind the value that begins at `at`.
size_t skip_value(std::string_view text, size_t at) {
  if (at >= text.size()) return at;
  if (text[at] == '"') return skip_string(text, at);
  if (text[at] != '{' && text[at] != '[') {
    while (at < text.size() && std::strchr(",]} \n\r\t", text[at]) == nullptr) ++at;
    return at;
  }
  size_t depth = 0;
  while (at < text.size()) {
    char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at;
  }
  return at;
}

bool same_name(std::string_view written, std::string_view name) {
  if (written.find('\\') == written.npos) return written == name;
  auto read = nlohmann::json::parse("\"" + std::string(written) + "\"", nullptr, false);
  return read.is_string() && read.get_ref<const std::string&>() == name;
}

/// Calls `each` with every member until it returns false.
template <class Each>
void walk_members(std::string_view object, Each each) {
  size_t at = skip_space(object, 0);
  if (at >= object.size() || object[at] != '{') return;
  at = skip_space(object, at + 1);
  while (at < object.size() && object[at] == '"') {
    JsonMember member;
    member.begin = at;
    size_t name_end = skip_string(object, at);
    member.name = object.substr(at + 1, name_end - at - 2);
    at = skip_space(object, skip_space(object, name_end) + 1);
    member.end = skip_value(object, at);
    member.value = object.substr(at, member.end - at);
    if (!each(member)) return;
    at = skip_space(object, member.end);
    if (at >= object.size() || object[at] != ',') return;
    at = skip_space(object, at + 1);
  }
}

}  // namespace

std::string_view json_value_at(std::string_view text, size_t at) {
  at = skip_space(text, at);
  return text.substr(at, skip_value(text, at) - at);
}

std::vector<JsonMember> json_members(std::string_view object) {
  std::vector<JsonMember> out;
  walk_members(object, [&](const JsonMember& member) { return out.push_back(member), true; });
  return out;
}

void json_members(std::string_view object, std::vector<JsonMember>& out) {
  out.clear();
  walk_members(object, [&](const JsonMember& member) { return out.push_back(member), true; });
}

std::vector<std::string_view> json_elements(std::string_view array) {
  std::vector<std::string_view> out;
  size_t at = skip_space(array, 0);
  if (at >= array.size() || array[at] != '[') return out;
  at = skip_space(array, at + 1);
  while (at < array.size() && array[at] != ']') {
    size_t end = skip_value(array, at);
    out.push_back(array.substr(at, end - at));
    at = skip_space(array, end);
    if (at >= array.size() || array[at] != ',') break;
    at = skip_space(array, at + 1);
  }
  return out;
}

std::optional<std::string_view> json_member(std::string_view object, std::string_view name) {
  std::optional<std::string_view> out;
  walk_members(object, [&](const JsonMember& member) {
    if (!same_name(member.name, name)) return true;
    out = member.value;
    return false;
  });
  return out;
}

char json_kind(std::string_view text) {
  size_t at = skip_space(text, 0);
  return at < text.size() ? text[at] : '\0';
}

}  // namespace musubi::http
