#include "core/settings/yaml_text.hpp"

#include <algorithm>

namespace musubi {
namespace {

/// Whether a text is the same without quotes: letters, digits and a few marks, Japanese letters but for wide marks.
bool is_plain(std::string_view text) {
  if (text.empty() || text.find("\xE3\x80\x80") != text.npos || text.find("\xEF\xBC\x9A") != text.npos) return false;
  auto safe = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '/' || c == '-' ||
           (c & 0x80) != 0;
  };
  return text.front() != '-' && text.front() != '.' && std::all_of(text.begin(), text.end(), safe);
}

std::string scalar(const Json& value) {
  if (!value.is_string()) return value.dump();
  const auto& text = value.get_ref<const std::string&>();
  return is_plain(text) ? text : value.dump();
}

std::string in_line(const Json& value) {
  if (!value.is_structured()) return scalar(value);
  std::string out;
  for (const auto& [name, one] : value.items()) {
    if (!out.empty()) out += ", ";
    out += value.is_object() ? scalar(name) + ": " + in_line(one) : in_line(one);
  }
  return value.is_object() ? "{" + out + "}" : "[" + out + "]";
}

bool fits_a_line(const Json& value) {
  return !value.is_object() || (value.size() == 1 && !value.front().is_structured());
}

void write(const Json& map, const std::string& indent, std::string& out) {
  for (const auto& [name, one] : map.items()) {
    if (one.is_object() && one.empty()) continue;
    out += indent + scalar(name) + ":";
    if (fits_a_line(one)) {
      out += " " + in_line(one) + "\n";
      continue;
    }
    out += "\n";
    write(one, indent + "  ", out);
  }
}

}  // namespace

std::string yaml_text(const Json& value) {
  std::string out;
  write(value, "", out);
  return out;
}

}  // namespace musubi
