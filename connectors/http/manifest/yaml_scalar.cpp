#include <charconv>
#include <limits>
#include <optional>
#include <vector>

#include "connectors/http/manifest/yaml.hpp"

namespace musubi::http {
namespace {

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words)
    if (text == word) return true;
  return false;
}

bool all(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == text.npos;
}

std::string without_underscores(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c != '_') out += c;
  return out;
}

std::optional<Json> based(std::string_view digits, int base, bool minus) {
  std::string plain = without_underscores(digits);
  int64_t out = 0;
  auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), out, base);
  if (plain.empty() || error != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
  return Json(minus ? -out : out);
}

/// 1:30 is 90, 190:20:30 is 685230: digits of base sixty.
std::optional<Json> sexagesimal(std::string_view text, bool minus) {
  double value = 0;
  bool real = text.find('.') != text.npos;
  size_t parts = 0;
  while (!text.empty()) {
    size_t colon = std::min(text.find(':'), text.size());
    std::string_view part = text.substr(0, colon);
    bool last = colon == text.size();
    if (!all(part, last ? "0123456789_." : "0123456789_")) return std::nullopt;
    double digits = std::stod(without_underscores(part));
    if (parts && digits >= 60) return std::nullopt;
    if (parts && !last && part.size() > 2) return std::nullopt;
    value = value * 60 + digits;
    ++parts;
    text.remove_prefix(last ? colon : colon + 1);
  }
  if (parts < 2) return std::nullopt;
  if (minus) value = -value;
  return real ? Json(value) : Json(static_cast<int64_t>(value));
}

std::optional<Json> whole(std::string_view text) {
  bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
  if (text.starts_with("0b") && all(text.substr(2), "01_")) return based(text.substr(2), 2, minus);
  if (text.starts_with("0x") && all(text.substr(2), "0123456789abcdefABCDEF_"))
    return based(text.substr(2), 16, minus);
  if (text.size() > 1 && text[0] == '0' && all(text.substr(1), "01234567_"))
    return based(text.substr(1), 8, minus);
  if (text == "0" || (text[0] != '0' && all(text, "0123456789_"))) return based(text, 10, minus);
  if (text[0] != '0' && text.find(':') != text.npos) return sexagesimal(text, minus);
  return std::nullopt;
}

/// [-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)? and \.[0-9][0-9_]*…: an exponent needs its sign, a float its
/// point.
std::optional<Json> real(std::string_view text) {
  bool minus = text.starts_with('-');
  std::string_view rest = text;
  if (minus || rest.starts_with('+')) rest.remove_prefix(1);
  if (one_of(rest, {".inf", ".Inf", ".INF"}) || one_of(rest, {".nan", ".NaN", ".NAN"}))
    return Json(std::string(text));
  size_t point = rest.find('.');
  if (point == rest.npos) return std::nullopt;
  std::string_view before = rest.substr(0, point), after = rest.substr(point + 1), exponent;
  if (size_t e = after.find_first_of("eE"); e != after.npos) {
    exponent = after.substr(e + 1);
    after = after.substr(0, e);
    if (exponent.size() < 2 || (exponent[0] != '+' && exponent[0] != '-') ||
        !all(exponent.substr(1), "0123456789"))
      return std::nullopt;
  }
  if (before.find(':') != before.npos && exponent.empty()) return sexagesimal(rest, minus);
  bool fits =
      before.empty()
          ? !text.starts_with('-') && !text.starts_with('+') && all(after, "0123456789_") && after[0] != '_'
          : all(before, "0123456789_") && before[0] != '_' && (after.empty() || all(after, "0123456789_"));
  if (!fits) return std::nullopt;
  std::string plain = without_underscores(text);
  std::string_view digits = plain;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  double out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return Json(out);
}

}  // namespace

Json yaml_scalar(std::string_view text) {
  if (one_of(text, {"", "~", "null", "Null", "NULL"})) return nullptr;
  if (one_of(text, {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})) return true;
  if (one_of(text, {"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})) return false;
  if (auto number = whole(text)) return *number;
  if (auto number = real(text)) return *number;
  return std::string(text);
}

Json yaml_word(std::string_view text) {
  std::string word(text);
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  if (word == "y" || word == "n") return word == "y";
  return yaml_scalar(word);
}

}  // namespace musubi::http
