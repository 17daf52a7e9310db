#include "connectors/http/template/operators.hpp"

#include <cmath>

#include "connectors/http/template/percent_format.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {


const char* sign_of(Op op) {
  switch (op) {
    case Op::add:
      return "+";
    case Op::sub:
      return "-";
    case Op::mul:
      return "*";
    case Op::div:
      return "/";
    case Op::floordiv:
      return "//";
    case Op::mod:
      return "%";
    case Op::pow:
      return "** or pow()";
    case Op::lt:
      return "<";
    case Op::le:
      return "<=";
    case Op::gt:
      return ">";
    case Op::ge:
      return ">=";
    default:
      return "?";
  }
}

[[noreturn]] void no_operator(Op op, const Value& a, const Value& b) {
  type_trouble(std::string("unsupported operand types for ") + sign_of(op) + ": '" + type_name(a) +
               "' and '" + type_name(b) + "'");
}

[[noreturn]] void too_large() {
  trouble("a whole number is too large");
}

int64_t floor_div(int64_t a, int64_t b) {
  int64_t q = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

Value integer_power(int64_t base, int64_t exponent) {
  if (exponent < 0) {
    if (base == 0) trouble("0 cannot be raised to a negative power");
    return Value(Json(std::pow(static_cast<double>(base), static_cast<double>(exponent))));
  }
  int64_t out = 1;
  for (; exponent; --exponent) {
    if (base == 0 || base == 1) return Value(Json(base));
    if (__builtin_mul_overflow(out, base, &out)) too_large();
  }
  return Value(Json(out));
}

Value integers(Op op, int64_t a, int64_t b) {
  int64_t out = 0;
  bool overflow = false;
  bool divides = op == Op::div || op == Op::floordiv || op == Op::mod;
  if (divides && b == 0) trouble("division by zero");
  if (divides && b == -1 && a == INT64_MIN) too_large();
  switch (op) {
    case Op::add:
      overflow = __builtin_add_overflow(a, b, &out);
      break;
    case Op::sub:
      overflow = __builtin_sub_overflow(a, b, &out);
      break;
    case Op::mul:
      overflow = __builtin_mul_overflow(a, b, &out);
      break;
    case Op::div:
      return Value(Json(static_cast<double>(a) / static_cast<double>(b)));
    case Op::floordiv:
      out = floor_div(a, b);
      break;
    case Op::mod:
      out = a - floor_div(a, b) * b;
      break;
    default:
      return integer_power(a, b);
  }
  if (overflow) too_large();
  return Value(Json(out));
}

double float_mod(double a, double b) {
  double out = std::fmod(a, b);
  if (out != 0 && (out < 0) != (b < 0)) out += b;
  return out;
}

Value floats(Op op, double a, double b) {
  bool divides = op == Op::div || op == Op::floordiv || op == Op::mod;
  if (divides && b == 0) trouble("division by zero");
  switch (op) {
    case Op::add:
      return Value(Json(a + b));
    case Op::sub:
      return Value(Json(a - b));
    case Op::mul:
      return Value(Json(a * b));
    case Op::div:
      return Value(Json(a / b));
    case Op::floordiv:
      return Value(Json(std::floor(a / b)));
    case Op::mod:
      return Value(Json(float_mod(a, b)));
    default:
      return Value(Json(std::pow(a, b)));
  }
}

Value repeated(const Value& of, int64_t times) {
  size_t count = times < 0 ? 0 : static_cast<size_t>(times);
  if (of.is_text()) {
    if (!of.text().empty() && count > kLongestText / of.text().size()) trouble("a text becomes too long");
    std::string out;
    for (size_t i = 0; i < count; ++i) out += of.text();
    return Value(Json(std::move(out)));
  }
  if (!of.json().empty() && count > 100'000 / of.json().size()) trouble("a list becomes too long");
  Json out = Json::array();
  for (size_t i = 0; i < count; ++i) out.insert(out.end(), of.json().begin(), of.json().end());
  return Value(std::move(out));
}

Value times(Op op, const Value& a, const Value& b) {
  if (a.is_moment() && b.is_span()) return Value(shifted(a.moment(), b.span(), op == Op::add ? 1 : -1));
  if (a.is_span() && b.is_moment() && op == Op::add) return Value(shifted(b.moment(), a.span(), 1));
  if (a.is_span() && b.is_span()) {
    int sign = op == Op::add ? 1 : -1;
    return Value(Span{a.span().micros + sign * b.span().micros, a.span().months + sign * b.span().months});
  }
  if (a.is_moment() && b.is_moment() && op == Op::sub) {
    const Moment &x = a.moment(), &y = b.moment();
    if (x.date_only != y.date_only) no_operator(op, a, b);
    if (x.offset.has_value() != y.offset.has_value())
      type_trouble("can't subtract offset-naive and offset-aware datetimes");
    return Value(Span{x.utc() - y.utc(), 0});
  }
  no_operator(op, a, b);
}

Value multiplied(const Value& a, const Value& b) {
  bool sequence_a = a.is_text() || a.is_list(), sequence_b = b.is_text() || b.is_list();
  if (sequence_a && b.is_int()) return repeated(a, integer_of(b));
  if (sequence_b && a.is_int()) return repeated(b, integer_of(a));
  if (a.is_span() && b.is_int()) {
    Span out{};
    if (__builtin_mul_overflow(a.span().micros, integer_of(b), &out.micros)) too_large();
    return Value(out);
  }
  no_operator(Op::mul, a, b);
}

}  // namespace

int64_t integer_of(const Value& value) {
  if (!value.is_int()) type_trouble("'" + type_name(value) + "' is no whole number");
  if (value.is_bool()) return value.json().get<bool>();
  if (value.json().is_number_unsigned() && value.json().get<uint64_t>() > INT64_MAX) too_large();
  return value.json().get<int64_t>();
}

double double_of(const Value& value) {
  if (value.is_bool()) return value.json().get<bool>();
  if (!value.is_number()) type_trouble("'" + type_name(value) + "' is no number");
  return value.json().get<double>();
}

Value binary(Op op, const Value& a, const Value& b) {
  if (op == Op::concat) {
    std::string out = text_of(a);
    append_text(out, b);
    heed_length(out.size());
    return Value(Json(std::move(out)));
  }
  if (a.is_text() && op == Op::mod) return Value(Json(percent_format(a.text(), b)));
  if (a.is_undefined()) undefined_trouble(a.undefined_name());
  if (b.is_undefined()) undefined_trouble(b.undefined_name());
  if (a.is_int() && b.is_int()) return integers(op, integer_of(a), integer_of(b));
  if (a.is_number() && b.is_number()) return floats(op, double_of(a), double_of(b));
  bool addable = op == Op::add || op == Op::sub;
  if (addable && (a.is_moment() || a.is_span())) return times(op, a, b);
  if (op == Op::mul) return multiplied(a, b);
  if (op == Op::add && a.is_text() && b.is_text()) {
    heed_length(a.text().size() + b.text().size());
    return Value(Json(a.text() + b.text()));
  }
  if (op == Op::add && a.is_list() && b.is_list()) {
    Json out = a.json();
    out.insert(out.end(), b.json().begin(), b.json().end());
    return Value(std::move(out));
  }
  no_operator(op, a, b);
}

Value negative(const Value& value) {
  if (value.is_undefined()) undefined_trouble(value.undefined_name());
  if (value.is_int()) return integers(Op::sub, 0, integer_of(value));
  if (value.is_float()) return Value(Json(-double_of(value)));
  if (value.is_span()) return Value(Span{-value.span().micros, -value.span().months});
  type_trouble("bad operand type for unary -: '" + type_name(value) + "'");
}

}  // namespace musubi::http
