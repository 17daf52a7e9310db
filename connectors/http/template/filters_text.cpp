// Filters over texts.
#include <algorithm>

#include "connectors/http/template/case_mapping.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr std::string_view kSpace = " \t\n\r\f\v\x1c\x1d\x1e\x1f";

bool starts_with_space(std::string_view s, size_t& width) {
  width = 1;
  if (!s.empty() && kSpace.find(s[0]) != kSpace.npos) return true;
  for (std::string_view wide : {"\u3000", "\u00a0", "\u0085", "\u2028", "\u2029"})
    if (s.starts_with(wide)) return width = wide.size(), true;
  return s.size() >= 3 && s.substr(0, 2) == "\xe2\x80" && static_cast<unsigned char>(s[2]) >= 0x80 &&
         static_cast<unsigned char>(s[2]) <= 0x8a && (width = 3);
}

size_t last_point(std::string_view s) {
  size_t at = s.size();
  while (at > 0 && (static_cast<unsigned char>(s[--at]) & 0xC0) == 0x80) continue;
  return at;
}

Value html_escaped(const Value& input, const Arguments&) {
  std::string out;
  for (char c : soft_text(input)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&#34;";
    else if (c == '\'')
      out += "&#39;";
    else
      out += c;
  }
  return Value(Json(std::move(out)));
}

Value url_encoded(const Value& input, const Arguments&) {
  if (input.is_undefined()) return Value(Json(""));
  if (input.is_text() || !(input.is_dict() || input.is_list()))
    return Value(Json(percent_encoded(text_of(input), "/", false)));
  std::string out;
  auto add = [&](const Value& key, const Value& value) {
    if (!out.empty()) out += '&';
    out += percent_encoded(text_of(key), "", true) + "=" + percent_encoded(text_of(value), "", true);
  };
  if (input.is_dict()) {
    for (const auto& [key, value] : input.json().items()) add(Value(Json(key)), input.part(value));
  } else {
    for (const Value& pair : elements(input)) {
      std::vector<Value> parts = elements(pair);
      if (parts.size() != 2) trouble("urlencode needs pairs");
      add(parts[0], parts[1]);
    }
  }
  return Value(Json(std::move(out)));
}

Value text(const Value& input, const Arguments&) {
  if (input.is_text()) return input;
  if (!input.is_json()) type_trouble("Object of type " + type_name(input) + " is not JSON serializable");
  return Value(Json("\"\"\"" + python_json(input.json(), false) + "\"\"\""));
}

Value truncated(const Value& input, const Arguments& given) {
  std::string s = soft_text(input), end = given.text(2, "end", "...");
  int64_t length = given.integer(0, "length", 255), leeway = given.integer(3, "leeway", 5);
  std::vector<Value> points = elements(Value(Json(s)));
  auto size = static_cast<int64_t>(points.size());
  if (size <= length + leeway) return Value(Json(s));
  std::string out;
  for (int64_t i = 0; i < length - static_cast<int64_t>(end.size()) && i < size; ++i)
    out += points[static_cast<size_t>(i)].text();
  if (!given.truth(1, "killwords", false)) out = out.substr(0, std::min(out.rfind(' '), out.size()));
  return Value(Json(out + end));
}

Value word_count(const Value& input, const Arguments&) {
  int64_t count = 0;
  bool inside = false;
  for (char c : soft_text(input)) {
    bool letter = (c & 0x80) || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_';
    count += letter && !inside;
    inside = letter;
  }
  return Value(Json(count));
}

}  // namespace

std::string soft_text(const Value& value) {
  return text_of(value);
}

std::string replaced(const std::string& text, const std::string& from, const std::string& to, int64_t count) {
  std::string out;
  if (from.empty()) {
    for (const Value& point : elements(Value(Json(text)))) out += (count-- != 0 ? to : "") + point.text();
    return count != 0 ? out + to : out;
  }
  size_t at = 0;
  for (; count != 0; --count) {
    size_t found = text.find(from, at);
    if (found == text.npos) break;
    out.append(text, at, found - at).append(to);
    at = found + from.size();
    if (out.size() > 16 * 1024 * 1024) trouble("a text becomes too long");
  }
  return out.append(text, at);
}

std::string stripped(const std::string& text, const Value* letters, bool left, bool right) {
  std::string_view s = text;
  bool space = !letters || letters->is_none();
  auto has = [&](std::string_view point) {
    size_t width = 0;
    return space ? starts_with_space(point, width) : letters->text().find(point) != std::string::npos;
  };
  if (!space && !letters->is_text()) type_trouble("strip arg must be None or str");
  while (left && !s.empty()) {
    size_t width = 1;
    while (width < s.size() && (static_cast<unsigned char>(s[width]) & 0xC0) == 0x80) ++width;
    if (!has(s.substr(0, width))) break;
    s.remove_prefix(width);
  }
  while (right && !s.empty() && has(s.substr(last_point(s)))) s = s.substr(0, last_point(s));
  return std::string(s);
}

std::string percent_encoded(std::string_view text, std::string_view safe, bool plus) {
  constexpr char hex[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                 c == '.' || c == '-' || c == '~' || safe.find(c) != safe.npos;
    auto byte = static_cast<unsigned char>(c);
    if (plain)
      out += c;
    else if (c == ' ' && plus)
      out += '+';
    else
      (out += '%') += hex[byte >> 4], out += hex[byte & 15];
  }
  return out;
}

const Filters& text_filters() {
  static const Filters all = {
      {"lower", [](const Value& v, const Arguments&) { return Value(Json(lower_case(soft_text(v)))); }},
      {"upper", [](const Value& v, const Arguments&) { return Value(Json(upper_case(soft_text(v)))); }},
      {"capitalize", [](const Value& v, const Arguments&) { return Value(Json(capitalized(soft_text(v)))); }},
      {"title", [](const Value& v, const Arguments&) { return Value(Json(title_words(soft_text(v)))); }},
      {"trim",
       [](const Value& v, const Arguments& a) {
         return Value(Json(stripped(soft_text(v), a.find(0, "chars"), true, true)));
       }},
      {"replace",
       [](const Value& v, const Arguments& a) {
         return Value(Json(replaced(soft_text(v), soft_text(a.need(0, "old")), soft_text(a.need(1, "new")),
                                    a.integer(2, "count", -1))));
       }},
      {"string", text},
      {"urlencode", url_encoded},
      {"truncate", truncated},
      {"wordcount", word_count},
      {"e", html_escaped},
      {"escape", html_escaped},
      {"forceescape", html_escaped},
      {"safe", [](const Value& v, const Arguments&) { return Value(Json(soft_text(v))); }},
      {"format",
       [](const Value& v, const Arguments& a) {
         return binary(Op::mod, Value(Json(soft_text(v))), list_of(a.placed()));
       }},
  };
  return all;
}

}  // namespace musubi::http
