// Filters over lists and dicts.
#include <algorithm>
#include <set>

#include "connectors/http/template/case_mapping.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

Value length(const Value& input, const Arguments&) {
  if (input.is_undefined()) return Value(Json(0));
  if (input.is_text()) return Value(Json(elements(input).size()));
  if (!input.is_list() && !input.is_dict())
    type_trouble("object of type '" + type_name(input) + "' has no len()");
  return Value(Json(input.json().size()));
}

Value first(const Value& input, const Arguments&) {
  std::vector<Value> all = elements(input);
  return all.empty() ? Value::undefined("the first item of an empty sequence") : all.front();
}
Value last(const Value& input, const Arguments&) {
  std::vector<Value> all = elements(input);
  return all.empty() ? Value::undefined("the last item of an empty sequence") : all.back();
}

Value joined(const Value& input, const Arguments& given) {
  const Value* of = given.find(1, "attribute");
  std::string between = given.find(0, "d") ? text_of(*given.find(0, "d")) : "", out;
  bool any = false;
  for (const Value& one : elements(input)) {
    if (any) out += between;
    any = true;
    append_text(out, of ? attribute_path(one, text_of(*of)) : one);
    heed_length(out.size());
  }
  return Value(Json(std::move(out)));
}

Value otherwise(const Value& input, const Arguments& given) {
  bool empty = input.is_undefined() || (given.truth(1, "boolean", false) && !is_true(input));
  if (!empty) return input;
  const Value* fallback = given.find(0, "default_value");
  return fallback ? *fallback : Value(Json(""));
}

Value as_list(const Value& input, const Arguments&) {
  return list_of(elements(input));
}

Value reversed(const Value& input, const Arguments&) {
  std::vector<Value> all = elements(input);
  std::ranges::reverse(all);
  if (!input.is_text()) return list_of(all);
  std::string out;
  for (const Value& one : all) out += one.text();
  return Value(Json(std::move(out)));
}

Value sorted(const Value& input, const Arguments& given) {
  bool backwards = given.truth(0, "reverse", false), sensitive = given.truth(1, "case_sensitive", false);
  const Value* by = given.find(2, "attribute");
  std::vector<std::pair<Value, Value>> all;
  for (const Value& one : elements(input)) all.emplace_back(compared_by(one, by, sensitive), one);
  // Python's sort keeps the order of equals also when it runs backwards.
  std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
    return backwards ? order(b.first, a.first) == -1 : order(a.first, b.first) == -1;
  });
  std::vector<Value> out;
  for (auto& [key, one] : all) out.push_back(one);
  return list_of(out);
}

Value uniques(const Value& input, const Arguments& given) {
  bool sensitive = given.truth(0, "case_sensitive", false);
  const Value* by = given.find(1, "attribute");
  std::vector<Value> out, keys;
  for (const Value& one : elements(input)) {
    Value key = compared_by(one, by, sensitive);
    if (std::ranges::any_of(keys, [&](const Value& seen) { return equal(seen, key); })) continue;
    keys.push_back(key);
    out.push_back(one);
    if (keys.size() > 10'000) trouble("a list becomes too long");
  }
  return list_of(out);
}

template <int sign>
Value extreme(const Value& input, const Arguments& given) {
  bool sensitive = given.truth(0, "case_sensitive", false);
  const Value* by = given.find(1, "attribute");
  std::vector<Value> all = elements(input);
  if (all.empty()) return Value::undefined("an item of an empty sequence");
  Value best = all[0];
  for (const Value& one : all)
    if (order(compared_by(one, by, sensitive), compared_by(best, by, sensitive)) == sign) best = one;
  return best;
}

Value sum(const Value& input, const Arguments& given) {
  const Value* by = given.find(0, "attribute");
  const Value* start = given.find(1, "start");
  Value out = start ? *start : Value(Json(0));
  for (const Value& one : elements(input))
    out = binary(Op::add, out, by && !by->is_none() ? attribute_path(one, text_of(*by)) : one);
  return out;
}

Arguments without_first(const Arguments& given) {
  std::vector<Value> rest(given.placed().begin() + (given.size() ? 1 : 0), given.placed().end());
  return Arguments(given.of(), std::move(rest), given.named());
}

Value mapped(const Value& input, const Arguments& given) {
  std::vector<Value> out;
  const Value* by = given.size() == 0 ? given.find(SIZE_MAX, "attribute") : nullptr;
  const Value* fallback = given.find(SIZE_MAX, "default");
  if (!by && given.size() == 0) trouble("map requires a filter argument");
  for (const Value& one : elements(input)) {
    if (!by) {
      out.push_back(apply_filter(given.text(0, "filter"), one, without_first(given)));
      continue;
    }
    Value found = attribute_path(one, text_of(*by));
    out.push_back(found.is_undefined() && fallback ? *fallback : found);
  }
  return list_of(out);
}

Value picked(const Value& input, const Arguments& given, bool wanted, bool by_attribute) {
  std::vector<Value> out;
  Arguments rest = by_attribute ? without_first(given) : given;
  std::string test = rest.size() ? rest.text(0, "test") : "";
  Arguments test_arguments = without_first(rest);
  for (const Value& one : elements(input)) {
    Value judged = by_attribute ? attribute_path(one, text_of(given.need(0, "attribute"))) : one;
    bool holds = test.empty() ? is_true(judged) : apply_test(test, judged, test_arguments);
    if (holds == wanted) out.push_back(one);
  }
  return list_of(out);
}

Value items(const Value& input, const Arguments&) {
  if (input.is_undefined()) return Value(Json::array());
  if (!input.is_dict()) type_trouble("Can only get item pairs from a mapping.");
  Json out = Json::array();
  for (const auto& [key, value] : input.json().items()) out.push_back(Json::array({key, value}));
  return Value(std::move(out));
}

Value dict_sorted(const Value& input, const Arguments& given) {
  bool sensitive = given.truth(0, "case_sensitive", false);
  std::string by = given.text(1, "by", "key");
  std::vector<std::pair<Value, Json>> all;
  const Value pairs = items(input, given);
  for (const Json& value : pairs.json())
    all.emplace_back(compared_by(Value(Json(value[by == "value" ? 1 : 0])), nullptr, sensitive), value);
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return order(a.first, b.first) == -1; });
  if (given.truth(2, "reverse", false)) std::ranges::reverse(all);
  Json out = Json::array();
  for (auto& [key, pair] : all) out.push_back(std::move(pair));
  return Value(std::move(out));
}

}  // namespace

Value attribute_path(Value value, const std::string& path) {
  for (size_t at = 0; at <= path.size();) {
    size_t dot = std::min(path.find('.', at), path.size());
    std::string part = path.substr(at, dot - at);
    bool digits = !part.empty() && part.find_first_not_of("0123456789") == part.npos && part.size() < 10;
    value = digits ? item(value, Value(Json(std::stoll(part)))) : item(value, Value(Json(part)));
    at = dot + 1;
  }
  return value;
}

Value compared_by(const Value& value, const Value* attribute_name, bool sensitive) {
  Value out = attribute_name ? attribute_path(value, text_of(*attribute_name)) : value;
  return out.is_text() && !sensitive ? Value(Json(lower_case(out.text()))) : out;
}

const Filters& list_filters() {
  static const Filters all = {
      {"length", length},
      {"count", length},
      {"first", first},
      {"last", last},
      {"join", joined},
      {"default", otherwise},
      {"d", otherwise},
      {"list", as_list},
      {"reverse", reversed},
      {"sort", sorted},
      {"unique", uniques},
      {"min", extreme<-1>},
      {"max", extreme<1>},
      {"sum", sum},
      {"map", mapped},
      {"items", items},
      {"dictsort", dict_sorted},
      {"attr",
       [](const Value& v, const Arguments& a) {
         return v.is_dict() ? Value::undefined(a.text(0, "name")) : attribute(v, a.text(0, "name"));
       }},
      {"select", [](const Value& v, const Arguments& a) { return picked(v, a, true, false); }},
      {"reject", [](const Value& v, const Arguments& a) { return picked(v, a, false, false); }},
      {"selectattr", [](const Value& v, const Arguments& a) { return picked(v, a, true, true); }},
      {"rejectattr", [](const Value& v, const Arguments& a) { return picked(v, a, false, true); }},
  };
  return all;
}

}  // namespace musubi::http
