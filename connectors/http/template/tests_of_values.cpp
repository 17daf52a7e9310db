// {{ x is TEST }}.
#include <map>

#include "connectors/http/template/builtins.hpp"
#include "connectors/http/template/case_mapping.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

using Test = bool (*)(const Value&, const Arguments&);

bool rest_of(const Value& value, int64_t by, int64_t wanted) {
  Value left = binary(Op::mod, value, Value(Json(by)));
  return equal(left, Value(Json(wanted)));
}
template <Op op>
bool compares(const Value& value, const Arguments& given) {
  return compare(op, value, given.need(0, "other"));
}

const std::map<std::string_view, Test>& tests() {
  static const std::map<std::string_view, Test> all = {
      {"defined", [](const Value& v, const Arguments&) { return !v.is_undefined(); }},
      {"undefined", [](const Value& v, const Arguments&) { return v.is_undefined(); }},
      {"none", [](const Value& v, const Arguments&) { return v.is_none(); }},
      {"boolean", [](const Value& v, const Arguments&) { return v.is_bool(); }},
      {"true", [](const Value& v, const Arguments&) { return v.is_bool() && v.json().get<bool>(); }},
      {"false", [](const Value& v, const Arguments&) { return v.is_bool() && !v.json().get<bool>(); }},
      {"integer", [](const Value& v, const Arguments&) { return v.is_int() && !v.is_bool(); }},
      {"float", [](const Value& v, const Arguments&) { return v.is_float(); }},
      {"number", [](const Value& v, const Arguments&) { return v.is_number(); }},
      {"string", [](const Value& v, const Arguments&) { return v.is_text(); }},
      {"mapping", [](const Value& v, const Arguments&) { return v.is_dict(); }},
      {"sequence",
       [](const Value& v, const Arguments&) {
         return v.is_text() || v.is_list() || v.is_dict() || v.is_undefined();
       }},
      {"iterable",
       [](const Value& v, const Arguments&) {
         return v.is_text() || v.is_list() || v.is_dict() || v.is_undefined();
       }},
      {"filter", [](const Value& v, const Arguments&) { return v.is_text() && has_filter(v.text()); }},
      {"test", [](const Value& v, const Arguments&) { return v.is_text() && has_test(v.text()); }},
      {"callable", [](const Value&, const Arguments&) { return false; }},
      {"in", [](const Value& v, const Arguments& a) { return compare(Op::in, v, a.need(0, "seq")); }},
      {"sameas",
       [](const Value& v, const Arguments& a) {
         const Value& other = a.need(0, "other");
         return type_name(v) == type_name(other) && equal(v, other);
       }},
      {"odd", [](const Value& v, const Arguments&) { return rest_of(v, 2, 1); }},
      {"even", [](const Value& v, const Arguments&) { return rest_of(v, 2, 0); }},
      {"divisibleby",
       [](const Value& v, const Arguments& a) {
         return equal(binary(Op::mod, v, a.need(0, "num")), Value(Json(0)));
       }},
      {"lower", [](const Value& v, const Arguments&) { return is_lower(text_of(v)); }},
      {"upper", [](const Value& v, const Arguments&) { return is_upper(text_of(v)); }},
      {"eq", compares<Op::eq>},
      {"==", compares<Op::eq>},
      {"equalto", compares<Op::eq>},
      {"ne", compares<Op::ne>},
      {"!=", compares<Op::ne>},
      {"lt", compares<Op::lt>},
      {"<", compares<Op::lt>},
      {"lessthan", compares<Op::lt>},
      {"le", compares<Op::le>},
      {"<=", compares<Op::le>},
      {"gt", compares<Op::gt>},
      {">", compares<Op::gt>},
      {"greaterthan", compares<Op::gt>},
      {"ge", compares<Op::ge>},
      {">=", compares<Op::ge>},
  };
  return all;
}

}  // namespace

bool has_test(std::string_view name) {
  return tests().contains(name);
}

bool apply_test(const std::string& name, const Value& input, const Arguments& arguments) {
  auto at = tests().find(name);
  if (at == tests().end()) trouble("there is no test named '" + name + "'");
  return at->second(input, arguments);
}

}  // namespace musubi::http
