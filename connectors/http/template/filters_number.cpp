// Filters over numbers.
#include <charconv>
#include <cmath>

#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

/// Digits as int() and float() take them: white space around, "_" between digits.
std::string number_text(const std::string& text) {
  std::string out = stripped(text, nullptr, true, true);
  for (size_t i = out.find('_'); i != out.npos; i = out.find('_', i)) {
    bool between = i > 0 && i + 1 < out.size() && std::isdigit(static_cast<unsigned char>(out[i - 1])) &&
                   std::isdigit(static_cast<unsigned char>(out[i + 1]));
    if (!between) return "_";
    out.erase(i, 1);
  }
  return out;
}

std::optional<double> float_from(const std::string& text) {
  std::string digits = number_text(text);
  std::string_view rest = digits;
  if (rest.starts_with('+')) rest.remove_prefix(1);
  if (rest.starts_with("+") || rest.empty()) return std::nullopt;
  double out = 0;
  auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out);
  if (error != std::errc() || end != rest.data() + rest.size()) return std::nullopt;
  return out;
}

std::optional<int64_t> int_from(const std::string& text, int base) {
  std::string digits = number_text(text);
  std::string_view rest = digits;
  bool minus = rest.starts_with('-');
  if (minus || rest.starts_with('+')) rest.remove_prefix(1);
  bool prefixed = rest.size() > 2 && rest[0] == '0' &&
                  ((base == 16 && (rest[1] | 32) == 'x') || (base == 8 && (rest[1] | 32) == 'o') ||
                   (base == 2 && (rest[1] | 32) == 'b'));
  if (prefixed) rest.remove_prefix(2);
  int64_t out = 0;
  auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out, base);
  if (error == std::errc::result_out_of_range) trouble("a whole number is too large");
  if (error != std::errc() || rest.starts_with('-') || end != rest.data() + rest.size()) return std::nullopt;
  return minus ? -out : out;
}

std::optional<int64_t> whole(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  if (std::fabs(value) > 9.2e18) trouble("a whole number is too large");
  return static_cast<int64_t>(value);
}

Value to_int(const Value& input, const Arguments& given) {
  const Value* otherwise = given.find(0, "default");
  Value fallback = otherwise ? *otherwise : Value(Json(0));
  auto base = static_cast<int>(given.integer(1, "base", 10));
  if (input.is_undefined()) undefined_trouble(input.undefined_name());
  std::optional<int64_t> out;
  if (input.is_text()) {
    out = int_from(input.text(), base);
    if (!out)
      if (auto real = float_from(input.text())) out = whole(*real);
  } else if (input.is_float()) {
    out = whole(double_of(input));
  } else if (input.is_int()) {
    return input.is_bool() ? Value(Json(integer_of(input))) : input;
  }
  return out ? Value(Json(*out)) : fallback;
}

Value to_float(const Value& input, const Arguments& given) {
  const Value* otherwise = given.find(0, "default");
  Value fallback = otherwise ? *otherwise : Value(Json(0.0));
  if (input.is_undefined()) undefined_trouble(input.undefined_name());
  if (input.is_number()) return Value(Json(double_of(input)));
  if (!input.is_text()) return fallback;
  auto out = float_from(input.text());
  return out ? Value(Json(*out)) : fallback;
}

Value absolute(const Value& input, const Arguments&) {
  if (input.is_undefined()) undefined_trouble(input.undefined_name());
  if (!input.is_number() && !input.is_span())
    type_trouble("bad operand type for abs(): '" + type_name(input) + "'");
  if (input.is_span()) return Value(Span{std::abs(input.span().micros), std::abs(input.span().months)});
  bool below = input.is_int() ? integer_of(input) < 0 : std::signbit(double_of(input));
  return below ? negative(input) : input.is_bool() ? Value(Json(integer_of(input))) : input;
}

/// Half to even on the decimal text, as Python's round() for floats; ints stay ints but for "floor" and
/// "ceil".
Value rounded(const Value& input, const Arguments& given) {
  int64_t precision = given.integer(0, "precision", 0);
  std::string method = given.text(1, "method", "common");
  if (method != "common" && method != "ceil" && method != "floor")
    trouble("method must be common, ceil or floor");
  if (input.is_undefined()) undefined_trouble(input.undefined_name());
  if (!input.is_number()) type_trouble("type " + type_name(input) + " doesn't define __round__ method");
  if (precision > 300 || precision < -300) trouble("a precision is out of range");
  double value = double_of(input), unit = std::pow(10.0, static_cast<double>(precision));
  if (method == "ceil") return Value(Json(std::ceil(value * unit) / unit));
  if (method == "floor") return Value(Json(std::floor(value * unit) / unit));
  if (precision >= 0 && input.is_int()) return input;
  if (precision < 0) {
    double up = std::pow(10.0, static_cast<double>(-precision)), whole_part = std::nearbyint(value / up) * up;
    return input.is_int() ? Value(Json(static_cast<int64_t>(whole_part))) : Value(Json(whole_part));
  }
  char buffer[512];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed,
                           static_cast<int>(std::min<int64_t>(precision, 100)))
                 .ptr;
  double out = value;
  std::from_chars(buffer, end, out);
  return Value(Json(out));
}

}  // namespace

const Filters& number_filters() {
  static const Filters all = {{"int", to_int}, {"float", to_float}, {"abs", absolute}, {"round", rounded}};
  return all;
}

}  // namespace musubi::http
