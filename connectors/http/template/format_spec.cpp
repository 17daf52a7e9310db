#include "connectors/http/template/format_spec.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kWidest = 100'000;
constexpr int kMostDigits = 300;

struct Spec {
  std::string fill = " ";
  char align = 0, sign = '-', group = 0, type = 0;
  bool alternate = false;
  size_t width = 0;
  std::optional<int> precision;
};

size_t points_in(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class SpecReader {
 public:
  explicit SpecReader(std::string_view text) : text_(text) {}

  Spec run() {
    Spec out;
    const size_t first = point_length();
    if (is_align(first)) {
      out.fill = text_.substr(0, first);
      out.align = text_[first];
      at_ = first + 1;
    } else if (is_align(0)) {
      out.align = text_[at_++];
    }
    if (here("+- ")) out.sign = text_[at_++];
    out.alternate = skip('#');
    if (skip('0') && !out.align) {
      out.fill = "0";
      out.align = '=';
    }
    out.width = number(kWidest).value_or(0);
    if (here(",_")) out.group = text_[at_++];
    if (skip('.')) {
      auto precision = number(kWidest);
      if (!precision) trouble("Format specifier missing precision");
      out.precision = static_cast<int>(*precision);
    }
    if (at_ < text_.size()) out.type = text_[at_++];
    if (at_ < text_.size()) trouble("Invalid format specifier");
    return out;
  }

 private:
  size_t point_length() const {
    size_t out = text_.empty() ? 0 : 1;
    while (out < text_.size() && (static_cast<unsigned char>(text_[out]) & 0xC0) == 0x80) ++out;
    return out;
  }
  bool is_align(size_t at) const { return at < text_.size() && std::string_view("<>^=").find(text_[at]) != std::string_view::npos; }
  bool here(std::string_view any) const { return at_ < text_.size() && any.find(text_[at_]) != any.npos; }
  bool skip(char c) { return at_ < text_.size() && text_[at_] == c ? (++at_, true) : false; }
  std::optional<size_t> number(size_t most) {
    size_t out = 0, begin = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      out = out * 10 + static_cast<size_t>(text_[at_++] - '0');
      if (out > most) trouble("a format is too wide");
    }
    return at_ > begin ? std::optional(out) : std::nullopt;
  }

  std::string_view text_;
  size_t at_ = 0;
};

std::string padded(const Spec& spec, char usual, std::string_view before, std::string_view body) {
  const size_t size = points_in(before) + points_in(body), missing = spec.width > size ? spec.width - size : 0;
  const char align = spec.align ? spec.align : usual;
  const size_t left = align == '>' ? missing : align == '^' ? missing / 2 : 0, inside = align == '=' ? missing : 0;
  std::string out;
  auto fill = [&](size_t count) {
    for (size_t i = 0; i < count; ++i) out += spec.fill;
  };
  fill(left);
  out += before;
  fill(inside);
  out += body;
  fill(missing - left - inside);
  return out;
}

/// Digits with `by` between every `size` of them, counted from the right.
std::string grouped(std::string_view digits, char by, size_t size) {
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (by && i && (digits.size() - i) % size == 0) out += by;
    out += digits[i];
  }
  return out;
}

/// A number of a sign, what stands before its digits, its digits and what stands behind them.
std::string number_text(const Spec& spec, bool minus, std::string_view prefix, std::string digits, std::string_view rest, size_t group_size) {
  std::string before = minus ? "-" : spec.sign == '-' ? "" : std::string(1, spec.sign);
  before += prefix;
  std::string body = grouped(digits, spec.group, group_size);
  // Zeros before the digits are grouped with them.
  if (spec.group && spec.fill == "0" && spec.align == '=')
    while (before.size() + body.size() + rest.size() < spec.width) body = grouped(digits.insert(0, 1, '0'), spec.group, group_size);
  return padded(spec, '>', before, body.append(rest));
}

std::string whole_text(const Spec& spec, int64_t value) {
  const char type = spec.type ? spec.type : 'd';
  if (spec.precision) trouble("Precision not allowed in integer format specifier");
  const int base = type == 'b' ? 2 : type == 'o' ? 8 : (type | 32) == 'x' ? 16 : 10;
  char digits[72];
  const uint64_t amount = value < 0 ? -static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  std::string text(digits, static_cast<size_t>(std::to_chars(digits, digits + sizeof digits, amount, base).ptr - digits));
  if (type == 'X') std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
  if (base != 10 && spec.group == ',') trouble(std::string("Cannot specify ',' with '") + type + "'.");
  const std::string prefix = spec.alternate && base != 10 ? std::string("0") + type : "";
  return number_text(spec, value < 0, prefix, std::move(text), "", base == 10 ? 3 : 4);
}

std::string printed(char type, int precision, bool alternate, double value) {
  char buffer[1024];
  const std::string form = std::string(alternate ? "%#" : "%") + ".*" + type;
  const int size = std::snprintf(buffer, sizeof buffer, form.c_str(), precision, value);
  return std::string(buffer, static_cast<size_t>(std::clamp(size, 0, static_cast<int>(sizeof buffer) - 1)));
}

/// Without a type: str(), or with a precision as many digits of "g", and always one behind the point.
std::string plain_text(const Spec& spec, double value) {
  if (!spec.precision) return float_text(value);
  const int digits = std::max(*spec.precision, 1);
  const std::string tiny = printed('e', digits - 1, false, value);
  const int exponent = std::atoi(tiny.c_str() + tiny.find('e') + 1);
  if (value != 0 && (exponent < -4 || exponent >= digits - 1)) {
    std::string out = printed('g', digits, false, value);
    if (out.find('e') == out.npos) out = printed('e', digits - 1, false, value);
    return out;
  }
  std::string out = printed('g', digits, false, value);
  return out.find_first_of(".e") == out.npos ? out + ".0" : out;
}

std::string real_text(const Spec& spec, double value) {
  if (spec.precision && *spec.precision > kMostDigits) trouble("a precision is out of range");
  const bool percent = spec.type == '%', minus = std::signbit(value) && !std::isnan(value);
  const double amount = std::fabs(percent ? value * 100 : value);
  const char type = spec.type == 'n' ? 'g' : percent ? 'f' : spec.type;
  std::string text;
  if (!std::isfinite(amount))
    text = std::isnan(amount) ? (type == 'F' || type == 'G' || type == 'E' ? "NAN" : "nan") : (type == 'F' || type == 'G' || type == 'E' ? "INF" : "inf");
  else if (!type)
    text = plain_text(spec, amount);
  else
    text = printed(type, spec.precision.value_or(6), spec.alternate, amount);
  if (percent) text += '%';
  const size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  return number_text(spec, minus, "", text.substr(0, end), std::string_view(text).substr(end), 3);
}

std::string text_text(Spec spec, const std::string& text) {
  if (spec.type && spec.type != 's') trouble(std::string("Unknown format code '") + spec.type + "' for object of type 'str'");
  if (spec.sign != '-') trouble("Sign not allowed in string format specifier");
  if (spec.align == '=' && spec.fill != "0") trouble("'=' alignment not allowed in string format specifier");
  if (spec.align == '=') spec.align = '<';
  size_t end = text.size();
  if (spec.precision) {
    size_t points = 0;
    for (end = 0; end < text.size(); ++end)
      if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && points++ == static_cast<size_t>(*spec.precision)) break;
  }
  return padded(spec, '<', "", std::string_view(text).substr(0, end));
}

}  // namespace

std::string format_by_spec(const Value& value, std::string_view spec) {
  if (spec.empty()) return text_of(value);
  if (value.is_moment()) return format_time(value.moment(), spec);
  if (!value.is_text() && !value.is_number()) type_trouble("unsupported format string passed to " + type_name(value) + ".__format__");
  const Spec read = SpecReader(spec).run();
  if (value.is_text()) return text_text(read, value.text());
  const bool real = read.type && std::string_view("eEfFgG%").find(read.type) != std::string_view::npos;
  const bool whole = !read.type || std::string_view("bcdoxXn").find(read.type) != std::string_view::npos;
  if (real || (value.is_float() && (!read.type || read.type == 'n'))) return real_text(read, double_of(value));
  if (!whole || value.is_float()) trouble(std::string("Unknown format code '") + read.type + "' for object of type '" + type_name(value) + "'");
  if (read.type == 'c') trouble("format code 'c' is not supported");
  return whole_text(read, integer_of(value));
}

}  // namespace musubi::http
