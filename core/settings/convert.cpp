#include "core/settings/convert.hpp"

#include <charconv>
#include <string>

namespace musubi {
namespace {

template <class Number>
std::optional<Json> number(std::string_view text) {
  Number out{};
  auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (code != std::errc() || end != text.data() + text.size()) return {};
  return out;
}

std::optional<Json> boolean(std::string_view text) {
  std::string word;
  for (char c : text) word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  if (word == "true" || word == "yes" || word == "on") return true;
  if (word == "false" || word == "no" || word == "off") return false;
  return {};
}

bool is(const Json& value, std::string_view type) {
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  if (type == "string") return value.is_string();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  return type == "null" && value.is_null();
}

}  // namespace

std::optional<Json> converted(const Json& value, std::string_view type) {
  if (is(value, type)) return value;
  if (type == "string" && value.is_number()) return value.dump();
  if (!value.is_string()) return {};
  const auto& text = value.get_ref<const std::string&>();
  if (type == "integer") return number<int64_t>(text);
  if (type == "number") return number<double>(text);
  if (type == "boolean") return boolean(text);
  return {};
}

const char* want_id(std::string_view type) {
  if (type == "integer") return "settings.want_integer";
  if (type == "number") return "settings.want_number";
  if (type == "boolean") return "settings.want_yes_no";
  if (type == "array") return "settings.want_list";
  if (type == "object") return "settings.want_map";
  return "settings.want_text";
}

}  // namespace musubi
