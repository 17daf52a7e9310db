#include "connectors/file/json_key.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "connectors/file/header.hpp"
#include "core/sdk/key.hpp"

namespace musubi::file {
namespace {

size_t skip_space(std::string_view json, size_t at) {
  at = json.find_first_not_of(" \t\r\n", at);
  return at == json.npos ? json.size() : at;
}

/// Behind the text that begins at `at`.
size_t skip_text(std::string_view json, size_t at) {
  for (++at; at < json.size(); ++at) {
    if (json[at] == '\\')
      ++at;
    else if (json[at] == '"')
      return at + 1;
  }
  return json.size();
}

/// Behind the value that begins at `at`.
size_t skip_value(std::string_view json, size_t at) {
  size_t depth = 0;
  while (at < json.size()) {
    char c = json[at];
    if (c == '"') {
      at = skip_text(json, at);
    } else if (c == '{' || c == '[') {
      ++depth, ++at;
      continue;
    } else if (c == '}' || c == ']') {
      if (depth) --depth, ++at;
    } else if (depth) {
      ++at;
      continue;
    } else {
      return std::min(json.find_first_of(" \t\r\n,}]", at), json.size());
    }
    if (!depth) return at;
  }
  return json.size();
}

std::string unescaped(std::string_view quoted) {
  if (quoted.find('\\') == quoted.npos) return std::string(quoted.substr(1, quoted.size() - 2));
  auto value = nlohmann::json::parse(quoted, nullptr, false);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::string text_of(std::string_view value) {
  if (value.empty() || value[0] == '{' || value[0] == '[' || value == "null") return "";
  return value[0] == '"' && value.size() > 1 ? unescaped(value) : std::string(value);
}

std::optional<std::string_view> member(std::string_view object, std::string_view wanted) {
  std::optional<std::string_view> found;
  each_member(object, [&](std::string_view name, std::string_view value) {
    if (name == wanted) found = value;
    return !found;
  });
  return found;
}

}  // namespace

void each_member(std::string_view object,
                 const std::function<bool(std::string_view, std::string_view)>& take) {
  size_t at = skip_space(object, 0);
  if (at >= object.size() || object[at] != '{') return;
  at = skip_space(object, at + 1);
  while (at < object.size() && object[at] == '"') {
    size_t name_end = skip_text(object, at);
    size_t colon = skip_space(object, name_end), value = skip_space(object, colon + 1),
           end = skip_value(object, value);
    if (value >= object.size() || end <= value) return;
    if (!take(unescaped(object.substr(at, name_end - at)), object.substr(value, end - value))) return;
    at = skip_space(object, end);
    if (at >= object.size() || object[at] != ',') return;
    at = skip_space(object, at + 1);
  }
}

std::string value_at(std::string_view object, std::string_view path) {
  if (auto value = member(object, path)) return text_of(*value);
  for (size_t dot = path.find('.'); dot != path.npos; dot = path.find('.', dot + 1))
    if (auto value = member(object, path.substr(0, dot)))
      if (std::string text = value_at(*value, path.substr(dot + 1)); !text.empty()) return text;
  return "";
}

std::optional<std::string> json_key(std::string_view object, const std::vector<std::string>& paths) {
  std::vector<std::string> values;
  for (const auto& path : paths) values.push_back(value_at(object, path));
  if (std::all_of(values.begin(), values.end(), [](const auto& v) { return is_blank(v); }))
    return std::nullopt;
  return joined_key({values.begin(), values.end()});
}

std::string key_names(const std::vector<std::string>& paths) {
  std::string out;
  for (const auto& path : paths) out += (out.empty() ? "" : ", ") + path;
  return out;
}

}  // namespace musubi::file
