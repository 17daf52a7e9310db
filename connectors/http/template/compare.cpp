// Truth, equality, order and membership, as Python has them.
#include <algorithm>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

bool is_numeric(const Json& json) {
  return json.is_number() || json.is_boolean();
}

/// Compares numbers of any kind, whole numbers exactly.
int order_numbers(const Json& a, const Json& b) {
  auto whole = [](const Json& j) -> __int128 {
    if (j.is_boolean()) return j.get<bool>();
    return j.is_number_unsigned() ? static_cast<__int128>(j.get<uint64_t>())
                                  : static_cast<__int128>(j.get<int64_t>());
  };
  if (!a.is_number_float() && !b.is_number_float()) {
    __int128 x = whole(a), y = whole(b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  auto real = [](const Json& j) {
    return j.is_boolean() ? static_cast<double>(j.get<bool>()) : j.get<double>();
  };
  double x = real(a), y = real(b);
  return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;  // 2: not a number
}

int order_texts(const std::string& a, const std::string& b) {
  int out = a.compare(b);
  return out < 0 ? -1 : out > 0 ? 1 : 0;
}

int order_lists(const Value& a, const Value& b) {
  for (size_t i = 0; i < std::min(a.json().size(), b.json().size()); ++i)
    if (!equal(a.json()[i], b.json()[i])) return order(a.part(a.json()[i]), b.part(b.json()[i]));
  return a.json().size() < b.json().size() ? -1 : a.json().size() > b.json().size() ? 1 : 0;
}

bool contains(const Value& in, const Value& what) {
  if (in.is_undefined()) return false;
  if (in.is_text()) {
    if (!what.is_text())
      type_trouble("'in <string>' requires string as left operand, not " + type_name(what));
    return in.text().find(what.text()) != std::string::npos;
  }
  if (in.is_dict()) return what.is_text() && in.json().contains(what.text());
  if (!in.is_list()) type_trouble("argument of type '" + type_name(in) + "' is not iterable");
  return std::ranges::any_of(in.json(),
                             [&](const Json& one) { return what.is_json() && equal(one, what.json()); });
}

}  // namespace

bool is_true(const Json& json) {
  switch (json.type()) {
    case Json::value_t::null:
      return false;
    case Json::value_t::boolean:
      return json.get<bool>();
    case Json::value_t::string:
      return !json.get_ref<const std::string&>().empty();
    case Json::value_t::array:
    case Json::value_t::object:
      return !json.empty();
    default:
      return json.get<double>() != 0;
  }
}

bool is_true(const Value& value) {
  if (value.is_json()) return is_true(value.json());
  if (value.is_span()) return value.span().micros != 0 || value.span().months != 0;
  return value.is_moment() || value.is_bindings();
}

bool equal(const Json& a, const Json& b) {
  if (is_numeric(a) && is_numeric(b)) return order_numbers(a, b) == 0;
  if (a.type() != b.type() || a.size() != b.size()) return false;
  if (a.is_array())
    return std::equal(a.begin(), a.end(), b.begin(),
                      [](const Json& x, const Json& y) { return equal(x, y); });
  if (!a.is_object()) return a == b;
  for (const auto& [key, value] : a.items()) {
    auto other = b.find(key);
    if (other == b.end() || !equal(value, *other)) return false;
  }
  return true;
}

bool equal(const Value& a, const Value& b) {
  if (a.is_undefined() || b.is_undefined()) return a.is_undefined() && b.is_undefined();
  if (a.is_json() && b.is_json()) return equal(a.json(), b.json());
  if (a.is_moment() && b.is_moment()) {
    const Moment &x = a.moment(), &y = b.moment();
    return x.date_only == y.date_only && x.offset.has_value() == y.offset.has_value() && x.utc() == y.utc();
  }
  if (a.is_span() && b.is_span())
    return a.span().micros == b.span().micros && a.span().months == b.span().months;
  return a.is_bindings() && b.is_bindings() && &a.bindings() == &b.bindings();
}

int order(const Value& a, const Value& b) {
  if (a.is_undefined()) undefined_trouble(a.undefined_name());
  if (b.is_undefined()) undefined_trouble(b.undefined_name());
  if (a.is_number() && b.is_number()) return order_numbers(a.json(), b.json());
  if (a.is_text() && b.is_text()) return order_texts(a.text(), b.text());
  if (a.is_list() && b.is_list()) return order_lists(a, b);
  if (a.is_span() && b.is_span())
    return a.span().micros < b.span().micros ? -1 : a.span().micros > b.span().micros;
  if (a.is_moment() && b.is_moment() && a.moment().date_only == b.moment().date_only) {
    if (a.moment().offset.has_value() != b.moment().offset.has_value())
      type_trouble("can't compare offset-naive and offset-aware datetimes");
    int64_t x = a.moment().utc(), y = b.moment().utc();
    return x < y ? -1 : x > y ? 1 : 0;
  }
  type_trouble("no order between '" + type_name(a) + "' and '" + type_name(b) + "'");
}

bool compare(Op op, const Value& a, const Value& b) {
  switch (op) {
    case Op::eq:
      return equal(a, b);
    case Op::ne:
      return !equal(a, b);
    case Op::in:
      return contains(b, a);
    case Op::not_in:
      return !contains(b, a);
    case Op::lt:
      return order(a, b) == -1;
    case Op::le:
      return order(a, b) <= 0;
    case Op::gt:
      return order(a, b) == 1;
    default: {
      int o = order(a, b);
      return o == 0 || o == 1;
    }
  }
}

}  // namespace musubi::http
