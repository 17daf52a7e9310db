// Settings are texts; what they are to be, the manifest's specification says (a JSON Schema).
#include <algorithm>
#include <charconv>
#include <cmath>

#include "connectors/http/fail.hpp"
#include "connectors/http/request/settings.hpp"
#include "connectors/http/request/url.hpp"

namespace musubi::http {
namespace {

bool wants(const Json& rule, std::string_view type) {
  auto types = rule.find("type");
  if (types == rule.end()) return false;
  return types->is_array() ? std::find(types->begin(), types->end(), type) != types->end() : *types == type;
}

template <class Number>
std::optional<Json> number_in(const std::string& s) {
  Number out = 0;
  auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), out);
  if (error != std::errc() || end != s.data() + s.size() || !std::isfinite(static_cast<double>(out)))
    return std::nullopt;
  return out;
}

/// The words that YAML 1.1 has for them, and the usual digits.
std::optional<Json> boolean_in(const std::string& text) {
  const std::string word = lowered(text);
  for (const char* yes : {"true", "yes", "on", "y", "1"})
    if (word == yes) return true;
  for (const char* no : {"false", "no", "off", "n", "0"})
    if (word == no) return false;
  return std::nullopt;
}

bool is_written(const Json& value, const Json& as) {
  return value == as ||
         (value.is_string() && !as.is_string() && value.get_ref<const std::string&>() == as.dump());
}

std::string listed(const Json& choices) {
  std::string out;
  for (const Json& one : choices)
    out += (out.empty() ? "" : " | ") + (one.is_string() ? one.get<std::string>() : one.dump());
  return out;
}

[[noreturn]] void refuse(const std::string& at, const std::string& wanted) {
  config_failure("bad_setting", {{"setting", at}, {"wanted", wanted}});
}

bool is_same_word(const Json& value, const Json& choice) {
  return value.is_string() && choice.is_string() && lowered(value.get<std::string>()) == lowered(choice.get<std::string>());
}

/// A whole number, however large.
bool is_whole(std::string_view s) {
  if (s.starts_with('-')) s.remove_prefix(1);
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Json> read_as(const std::string& type, const std::string& s) {
  if (type == "boolean") return boolean_in(s);
  if (auto out = number_in<int64_t>(s)) return out;
  if (type == "number") return number_in<double>(s);
  return is_whole(s) ? std::optional<Json>(s) : std::nullopt;
}

/// Of a value among choices: one of another case is the source's to judge.
Json chosen(const Json& value, const Json& choices, const std::string& at) {
  auto is = [&](auto alike) {
    return std::find_if(choices.begin(), choices.end(), [&](const Json& one) { return alike(value, one); });
  };
  if (auto found = is(is_written); found != choices.end()) return *found;
  if (is(is_same_word) == choices.end()) refuse(at, listed(choices));
  return value;
}

/// A text as the first of its rule's types, in their written order, that it can be.
Json fitted(const Json& value, const Json& rule, const std::string& at) {
  if (auto choices = rule.find("enum");
      choices != rule.end() && choices->is_array() && !value.is_structured())
    return chosen(value, *choices, at);
  auto types = rule.find("type");
  if (!value.is_string() || types == rule.end()) return value;
  std::string wanted;
  for (const Json& type : types->is_array() ? *types : Json::array({*types})) {
    if (type == "string") return value;
    if (type != "integer" && type != "number" && type != "boolean") continue;
    if (auto out = read_as(type, value)) return *out;
    wanted += (wanted.empty() ? "" : " | ") + (type == "boolean" ? "true | false" : type.get<std::string>());
  }
  if (!wanted.empty()) refuse(at, wanted);
  return value;
}

/// The branch of oneOf whose constants fit; null where none does.
const Json* branch_of(const Json& schema, const Json& value) {
  auto branches = schema.find("oneOf");
  if (branches == schema.end() || !branches->is_array() || !value.is_object()) return nullptr;
  for (const Json& branch : *branches) {
    auto properties = branch.find("properties");
    if (properties == branch.end() || !properties->is_object()) continue;
    bool fits = true;
    for (const auto& [name, rule] : properties->items())
      if (rule.is_object() && rule.contains("const"))
        fits = fits && value.contains(name) && is_written(value[name], rule["const"]);
    if (fits) return &branch;
  }
  return nullptr;
}

void fit_members(Json& values, const Json& schema, const std::string& at);

void fit(Json& value, const Json& rule, const std::string& at) {
  if (!rule.is_object()) return;
  value = fitted(value, rule, at);
  if (auto constant = rule.find("const"); constant != rule.end() && is_written(value, *constant))
    value = *constant;
  if (value.is_object()) fit_members(value, rule, at);
  if (auto items = rule.find("items"); value.is_array() && items != rule.end())
    for (size_t i = 0; i < value.size(); ++i) fit(value[i], *items, at + "[" + std::to_string(i) + "]");
}

/// An empty text is no value of a number, a boolean or a choice: as if it were not there.
bool is_left_empty(const Json& value, const Json& rule) {
  if (value != "" && !value.is_null()) return false;
  if (auto choices = rule.find("enum"); choices != rule.end() && choices->is_array())
    return std::find(choices->begin(), choices->end(), value) == choices->end();
  return !wants(rule, "string") &&
         (wants(rule, "integer") || wants(rule, "number") || wants(rule, "boolean"));
}

void fit_members(Json& values, const Json& schema, const std::string& at) {
  auto properties = schema.find("properties");
  if (properties != schema.end() && properties->is_object())
    for (const auto& [name, rule] : properties->items()) {
      if (!rule.is_object()) continue;
      if (values.contains(name) && is_left_empty(values[name], rule)) values.erase(name);
      if (values.contains(name))
        fit(values[name], rule, at.empty() ? name : at + "." + name);
      else if (rule.contains("default"))
        values[name] = rule["default"];
    }
  if (const Json* branch = branch_of(schema, values)) fit_members(values, *branch, at);
}

}  // namespace

void fit_to_specification(Json& values, const Json& specification) {
  fit_members(values, specification, "");
}

std::string missing_value(const Json& values, const Json& specification) {
  if (auto required = specification.find("required"); required != specification.end() && required->is_array())
    for (const Json& name : *required)
      if (name.is_string() && !values.contains(name.get<std::string>())) return name.get<std::string>();
  auto properties = specification.find("properties");
  if (properties == specification.end() || !properties->is_object()) return "";
  for (const auto& [name, rule] : properties->items()) {
    auto at = values.find(name);
    if (at == values.end() || !at->is_object() || !rule.is_object()) continue;
    const Json* branch = branch_of(rule, *at);
    std::string inner = missing_value(*at, branch ? *branch : rule);
    if (!inner.empty()) return name + "." + inner;
  }
  return "";
}

}  // namespace musubi::http
