#include "connectors/http/template/percent_format.hpp"

#include <cstdio>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kWidest = 1000;

struct Directive {
  std::string flags, key;
  size_t width = 0;
  int precision = -1;
  char kind = 0;
};

size_t number_at(std::string_view format, size_t& at) {
  size_t out = 0;
  while (at < format.size() && format[at] >= '0' && format[at] <= '9') {
    out = out * 10 + static_cast<size_t>(format[at++] - '0');
    if (out > kWidest) trouble("a format is too wide");
  }
  return out;
}

Directive directive_at(std::string_view format, size_t& at) {
  Directive out;
  if (at < format.size() && format[at] == '(') {
    size_t close = format.find(')', at);
    if (close == format.npos) trouble("incomplete format key");
    out.key = format.substr(at + 1, close - at - 1);
    at = close + 1;
  }
  while (at < format.size() && std::string_view("-+ 0#").find(format[at]) != std::string_view::npos)
    out.flags += format[at++];
  out.width = number_at(format, at);
  if (at < format.size() && format[at] == '.') out.precision = static_cast<int>(number_at(format, ++at));
  if (at >= format.size()) trouble("incomplete format");
  out.kind = format[at++];
  return out;
}

std::string printed(const Directive& d, const Value& value) {
  bool has = d.flags.find_first_of("+ #") != d.flags.npos;
  std::string form = "%" + (has ? d.flags : std::string());
  std::erase(form, '-');
  std::erase(form, '0');
  char buffer[512];
  int size = 0;
  if (std::string_view("di").find(d.kind) != std::string_view::npos) {
    if (!value.is_number()) type_trouble("%d format: a real number is required, not " + type_name(value));
    int64_t whole = value.is_float() ? static_cast<int64_t>(double_of(value)) : integer_of(value);
    size = std::snprintf(buffer, sizeof buffer, (form + "lld").c_str(), static_cast<long long>(whole));
  } else if (std::string_view("xXo").find(d.kind) != std::string_view::npos) {
    if (!value.is_int()) type_trouble("%x format: an integer is required, not " + type_name(value));
    int64_t whole = integer_of(value);
    size = std::snprintf(buffer, sizeof buffer, (form + "ll" + d.kind).c_str(),
                         static_cast<long long>(whole < 0 ? -whole : whole));
    if (whole < 0) return "-" + std::string(buffer, static_cast<size_t>(size));
  } else {
    if (!value.is_number()) type_trouble("must be real number, not " + type_name(value));
    int precision = d.precision < 0 ? 6 : d.precision > 100 ? 100 : d.precision;
    size = std::snprintf(buffer, sizeof buffer, (form + ".*" + d.kind).c_str(), precision, double_of(value));
  }
  return std::string(buffer, static_cast<size_t>(size < 0 ? 0 : size));
}

std::string converted(const Directive& d, const Value& value) {
  if (d.kind == 's' || d.kind == 'r') {
    std::string out;
    if (d.kind == 'r' && value.is_json())
      append_repr(out, value.json());
    else
      out = text_of(value);
    if (d.precision >= 0) out = out.substr(0, static_cast<size_t>(d.precision));
    return out;
  }
  if (std::string_view("dixXofFeEgG").find(d.kind) == std::string_view::npos)
    trouble(std::string("unsupported format character '") + d.kind + "'");
  return printed(d, value);
}

void append_padded(std::string& out, const Directive& d, std::string text) {
  size_t pad = text.size() < d.width ? d.width - text.size() : 0;
  bool left = d.flags.find('-') != d.flags.npos;
  bool zeros = !left && d.kind != 's' && d.kind != 'r' && d.flags.find('0') != d.flags.npos;
  if (zeros && pad) {
    size_t sign = !text.empty() && (text[0] == '-' || text[0] == '+' || text[0] == ' ') ? 1 : 0;
    text.insert(sign, pad, '0');
  } else if (pad) {
    text.insert(left ? text.size() : 0, pad, ' ');
  }
  out += text;
}

}  // namespace

std::string percent_format(std::string_view format, const Value& arguments) {
  std::string out;
  size_t used = 0;
  // A list stands for Python's tuple of arguments as well as for a list: one directive takes it whole.
  auto next = [&]() -> Value {
    if (!arguments.is_list()) {
      if (used++) type_trouble("not enough arguments for format string");
      return arguments;
    }
    if (used >= arguments.json().size()) type_trouble("not enough arguments for format string");
    return arguments.part(arguments.json()[used++]);
  };
  for (size_t at = 0; at < format.size();) {
    if (format[at] != '%') {
      out += format[at++];
      continue;
    }
    Directive d = directive_at(format, ++at);
    if (d.kind == '%')
      out += '%';
    else
      append_padded(out, d, converted(d, d.key.empty() ? next() : item(arguments, Value(Json(d.key)))));
  }
  size_t given = arguments.is_list() ? arguments.json().size() : arguments.is_dict() ? used : 1;
  if (used < given) type_trouble("not all arguments converted during string formatting");
  return out;
}

}  // namespace musubi::http
