// Texts of values as Python's str() and repr() give them.
#include <charconv>
#include <cmath>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/python_escape.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

/// Digits and decimal exponent of the shortest text that reads back the same: 1234.5 → "12345", 4.
struct Decimal {
  std::string digits;
  int point = 0;
};

Decimal decimal_of(double value) {
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  std::string_view text(buffer, static_cast<size_t>(end - buffer));
  size_t e = text.find('e');
  Decimal out;
  for (char c : text.substr(0, e))
    if (c != '.') out.digits += c;
  int exponent = 0;
  std::string_view tail = text.substr(e + 1);
  if (tail.starts_with('+')) tail.remove_prefix(1);
  std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
  out.point = exponent + 1;
  return out;
}

void append_list(std::string& out, const Json& json) {
  out += '[';
  for (size_t i = 0; i < json.size(); ++i) {
    if (i) out += ", ";
    append_repr(out, json[i]);
  }
  out += ']';
}

void append_dict(std::string& out, const Json& json) {
  out += '{';
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    if (!first) out += ", ";
    first = false;
    append_repr(out, std::string_view(key));
    out += ": ";
    append_repr(out, value);
  }
  out += '}';
}

/// repr() of a namespace.
void append_bindings(std::string& out, const Bindings& bindings) {
  Json all = Json::object();
  for (const auto& [name, value] : bindings.all) all[name] = json_of(value);
  out += "<Namespace ";
  append_dict(out, all);
  out += '>';
}

}  // namespace

std::string float_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  if (value == 0) return std::signbit(value) ? "-0.0" : "0.0";
  auto [digits, point] = decimal_of(std::fabs(value));
  std::string out = value < 0 ? "-" : "";
  int size = static_cast<int>(digits.size());
  if (point > 16 || point < -3) {
    out += digits.substr(0, 1);
    if (size > 1) out += "." + digits.substr(1);
    int exponent = point - 1;
    out += exponent < 0 ? "e-" : "e+";
    std::string tail = std::to_string(std::abs(exponent));
    return out + (tail.size() < 2 ? "0" : "") + tail;
  }
  if (point <= 0) return out + "0." + std::string(static_cast<size_t>(-point), '0') + digits;
  if (size <= point) return out + digits + std::string(static_cast<size_t>(point - size), '0') + ".0";
  return out + digits.substr(0, static_cast<size_t>(point)) + "." + digits.substr(static_cast<size_t>(point));
}

void append_repr(std::string& out, const Json& json) {
  switch (json.type()) {
    case Json::value_t::null:
      out += "None";
      return;
    case Json::value_t::boolean:
      out += json.get<bool>() ? "True" : "False";
      return;
    case Json::value_t::string:
      append_repr(out, std::string_view(json.get_ref<const std::string&>()));
      return;
    case Json::value_t::number_float:
      out += float_text(json.get<double>());
      return;
    case Json::value_t::array:
      append_list(out, json);
      return;
    case Json::value_t::object:
      append_dict(out, json);
      return;
    default:
      out += json.dump();
  }
}

void append_text(std::string& out, const Value& value) {
  if (value.is_text())
    out += value.text();
  else if (value.is_json())
    append_repr(out, value.json());
  else if (value.is_moment())
    out += moment_text(value.moment());
  else if (value.is_span())
    out += span_text(value.span());
  else if (value.is_bindings())
    append_bindings(out, value.bindings());
}

std::string text_of(const Value& value) {
  std::string out;
  append_text(out, value);
  return out;
}

std::string type_name(const Value& value) {
  if (value.is_undefined()) return "Undefined";
  if (value.is_moment()) return value.moment().date_only ? "datetime.date" : "datetime.datetime";
  if (value.is_span()) return "datetime.timedelta";
  if (value.is_bindings()) return "Namespace";
  switch (value.json().type()) {
    case Json::value_t::null:
      return "NoneType";
    case Json::value_t::boolean:
      return "bool";
    case Json::value_t::string:
      return "str";
    case Json::value_t::number_float:
      return "float";
    case Json::value_t::array:
      return "list";
    case Json::value_t::object:
      return "dict";
    default:
      return "int";
  }
}

Json json_of(const Value& value) {
  if (value.is_json()) return value.json();
  if (value.is_undefined()) return nullptr;
  return text_of(value);
}

Value list_of(const std::vector<Value>& values) {
  Json out = Json::array();
  for (const Value& value : values) out.push_back(json_of(value));
  return Value(std::move(out));
}

}  // namespace musubi::http
