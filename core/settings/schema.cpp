#include "core/settings/schema.hpp"

#include <algorithm>
#include <array>
#include <regex>

#include "core/base/nearest.hpp"
#include "core/base/time.hpp"
#include "core/settings/convert.hpp"
#include "core/settings/secret.hpp"

namespace musubi {
namespace {

const Json* member(const Json& object, std::string_view name) {
  auto at = object.find(name);
  return at == object.end() || at->is_null() ? nullptr : &*at;
}

std::string listed(const Json& values) {
  std::string out;
  for (const Json& one : values)
    out += (out.empty() ? "" : ", ") + (one.is_string() ? one.get<std::string>() : one.dump());
  return out;
}

/// Walks schema and value together; the first thing that doesn't fit ends the walk.
class Check {
 public:
  Check(const Document& in, const SchemaUse& use) : in_(in), use_(use), secrets_(use.known) {}

  Json fit(const Json& schema, const Json& value, const std::string& pointer);
  std::map<std::string, std::string> take_secrets() { return std::move(secrets_); }

 private:
  using More = std::vector<std::pair<std::string, std::string>>;
  Error wrong(std::string id, const std::string& pointer, More more = {}) const {
    return at_setting(in_, std::move(id), pointer, std::move(more));
  }
  [[noreturn]] void faulty(const std::string& detail) const {
    throw Error("settings.bad_schema", {{"connector", use_.maker}, {"detail", detail}});
  }
  void check_keywords(const Json& schema) const;
  Json fit_type(const Json& schema, const Json& value, const std::string& pointer);
  Json fit_object(const Json& schema, const Json& value, const std::string& pointer);
  void fill_defaults(const Json& properties, Json& out, const std::string& pointer);
  Json fit_list(const Json& schema, const Json& value, const std::string& pointer);
  Json fit_one(const Json& branches, const Json& value, const std::string& pointer);
  void check_alternatives(const Json& branches, const Json& value, const std::string& pointer) const;
  void check_scalar(const Json& schema, const Json& value, const std::string& pointer) const;
  Json fit_format(const std::string& format, Json value, const std::string& pointer) const;
  [[noreturn]] void unknown(const Json& properties, const std::string& name,
                            const std::string& pointer) const;
  bool has(const Json& value, const std::string& name, const std::string& pointer) const;

  const Document& in_;
  const SchemaUse& use_;
  std::map<std::string, std::string> secrets_;
};

void Check::check_keywords(const Json& schema) const {
  static constexpr std::array known = {"type",     "properties",  "required",  "additionalProperties",
                                       "items",    "minItems",    "enum",      "const",
                                       "default",  "minimum",     "maximum",   "minLength",
                                       "pattern",  "oneOf",       "format",    "x-secret",
                                       "title",    "description", "$schema",   "$id",
                                       "$comment", "examples",    "deprecated"};
  if (!schema.is_object()) faulty(schema.dump());
  for (const auto& [word, rule] : schema.items())
    if (!word.starts_with("x-") && std::ranges::find(known, word) == known.end()) faulty(word);
}

Json Check::fit(const Json& schema, const Json& value, const std::string& pointer) {
  if (schema.is_boolean() && schema.get<bool>()) return value;
  check_keywords(schema);
  if (schema.value("x-secret", false)) {
    if (!value.is_null() || !secrets_.contains(pointer)) secrets_[pointer] = secret_value(in_, value, pointer, use_.directory);
    return nullptr;
  }
  Json out = fit_type(schema, value, pointer);
  check_scalar(schema, out, pointer);
  if (const Json* branches = member(schema, "oneOf")) out = fit_one(*branches, out, pointer);
  if (const Json* format = member(schema, "format")) out = fit_format(*format, std::move(out), pointer);
  return out;
}

Json Check::fit_type(const Json& schema, const Json& value, const std::string& pointer) {
  Json types = schema.contains("type") ? schema["type"] : Json::array();
  if (types.is_string()) types = Json::array({types});
  if (types.empty() && schema.contains("properties")) types.push_back("object");
  for (const Json& type : types) {
    std::optional<Json> fitting = converted(value, type.get<std::string>());
    if (!fitting) continue;
    if (fitting->is_object()) return fit_object(schema, *fitting, pointer);
    if (fitting->is_array()) return fit_list(schema, *fitting, pointer);
    return *fitting;
  }
  if (types.empty()) return value;
  std::string wanted = types.front().get<std::string>();
  if (wanted == "object" && value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (text.find("\uFF1A") != std::string::npos) throw wrong("settings.wide_colon", pointer);
    if (text.find(':') != std::string::npos) throw wrong("settings.no_space_after_colon", pointer);
  }
  throw wrong(want_id(wanted), pointer);
}

bool Check::has(const Json& value, const std::string& name, const std::string& pointer) const {
  std::string where = below(pointer, name);
  auto secret = secrets_.lower_bound(where);
  return member(value, name) ||
         (secret != secrets_.end() && (secret->first == where || secret->first.starts_with(where + "/")));
}

Json Check::fit_object(const Json& schema, const Json& value, const std::string& pointer) {
  const Json none = Json::object(), any = true;
  const Json* properties = member(schema, "properties");
  const Json* others = member(schema, "additionalProperties");
  if (!properties) properties = &none;
  if (!others) others = &any;
  Json out = Json::object();
  for (const auto& [name, one] : value.items()) {
    const Json* rule = member(*properties, name);
    if (!rule && *others == false) unknown(*properties, name, pointer);
    if (one.is_null()) continue;
    Json fitting = fit(rule ? *rule : *others, one, below(pointer, name));
    if (!fitting.is_null()) out[name] = std::move(fitting);
  }
  if (const Json* required = member(schema, "required"))
    for (const Json& name : *required)
      if (!has(out, name, pointer)) throw wrong("settings.missing", below(pointer, name.get<std::string>()));
  fill_defaults(*properties, out, pointer);
  return out;
}

void Check::fill_defaults(const Json& properties, Json& out, const std::string& pointer) {
  for (const auto& [name, rule] : properties.items())
    if (rule.is_object() && rule.contains("default") && !has(out, name, pointer)) {
      Json fitting = fit(rule, rule["default"], below(pointer, name));
      if (!fitting.is_null()) out[name] = std::move(fitting);
    }
}

void Check::unknown(const Json& properties, const std::string& name, const std::string& pointer) const {
  std::vector<std::string> names;
  for (const auto& [known, rule] : properties.items()) names.push_back(known);
  std::string where = below(pointer, name), near = nearest(name, names);
  if (name.find("\uFF1A") != std::string::npos) throw wrong("settings.wide_colon", where);
  if (!near.empty()) throw wrong("settings.misspelt", where, {{"nearest", near}});
  if (names.empty()) throw wrong("settings.unknown_here", where);
  throw wrong("settings.unknown", where, {{"known", listed(names)}});
}

Json Check::fit_list(const Json& schema, const Json& value, const std::string& pointer) {
  const Json* items = member(schema, "items");
  if (value.size() < schema.value("minItems", size_t{0})) throw wrong("settings.empty_list", pointer);
  Json out = Json::array();
  for (size_t i = 0; i < value.size(); ++i)
    out.push_back(items ? fit(*items, value[i], below(pointer, std::to_string(i))) : value[i]);
  return out;
}

/// The first branch that fits; if none does, the error of the branch that wants this kind of value.
Json Check::fit_one(const Json& branches, const Json& value, const std::string& pointer) {
  if (branches.empty()) faulty("oneOf");
  bool alternatives =
      std::ranges::all_of(branches, [](const Json& b) { return b.size() == 1 && b.contains("required"); });
  if (alternatives) return check_alternatives(branches, value, pointer), value;
  std::optional<Error> said;
  for (const Json& branch : branches) {
    auto secrets = secrets_;
    try {
      return fit(branch, value, pointer);
    } catch (const Error& e) {
      secrets_ = std::move(secrets);
      if (e.message().id == "settings.bad_schema") throw;
      bool of_this_kind = converted(value, branch.value("type", "")).has_value();
      if (!said || of_this_kind) said = e;
    }
  }
  throw *said;
}

/// oneOf: [{required: [table]}, {required: [query]}]: exactly one of them must be there.
void Check::check_alternatives(const Json& branches, const Json& value, const std::string& pointer) const {
  size_t there = 0;
  std::string options;
  for (const Json& branch : branches) {
    const Json& names = branch["required"];
    there += std::ranges::all_of(names, [&](const Json& name) { return has(value, name, pointer); });
    options += (options.empty() ? "" : " / ") + listed(names);
  }
  if (there == 0) throw wrong("settings.missing_one_of", pointer, {{"options", options}});
  if (there > 1) throw wrong("settings.only_one_of", pointer, {{"options", options}});
}

void Check::check_scalar(const Json& schema, const Json& value, const std::string& pointer) const {
  if (const Json* only = member(schema, "const"); only && value != *only)
    throw wrong("settings.not_one_of", pointer, {{"allowed", listed(Json::array({*only}))}});
  if (const Json* choices = member(schema, "enum");
      choices && std::ranges::find(*choices, value) == choices->end())
    throw wrong("settings.not_one_of", pointer, {{"allowed", listed(*choices)}});
  if (value.is_number()) {
    if (const Json* least = member(schema, "minimum"); least && value < *least)
      throw wrong("settings.too_small", pointer, {{"minimum", least->dump()}});
    if (const Json* most = member(schema, "maximum"); most && value > *most)
      throw wrong("settings.too_large", pointer, {{"maximum", most->dump()}});
  }
  if (!value.is_string()) return;
  const auto& text = value.get_ref<const std::string&>();
  if (text.size() < schema.value("minLength", size_t{0})) throw wrong("settings.missing", pointer);
  if (const Json* pattern = member(schema, "pattern")) {
    try {
      if (std::regex_search(text, std::regex(pattern->get<std::string>()))) return;
    } catch (const std::regex_error&) {
      faulty("pattern " + pattern->dump());
    }
    throw wrong("settings.bad_pattern", pointer, {{"pattern", pattern->get<std::string>()}});
  }
}

Json Check::fit_format(const std::string& format, Json value, const std::string& pointer) const {
  if (!value.is_string()) return value;
  const auto& text = value.get_ref<const std::string&>();
  if (format == "path" && !text.empty() && !use_.directory.empty() && text.find("://") == text.npos) {
    auto whole = (use_.directory / text).lexically_normal();
    return whole.string();
  }
  if (format == "time-zone" && !is_zone(text)) throw wrong("settings.bad_zone", pointer);
  return value;
}

}  // namespace

Checked check_settings(const Document& in, std::string_view schema, const SchemaUse& use) {
  Json rules = Json::parse(schema, nullptr, false);
  if (rules.is_discarded())
    throw Error("settings.bad_schema", {{"connector", use.maker}, {"detail", "JSON"}});
  Check check(in, use);
  try {
    Json value = check.fit(rules, in.value, use.root);
    return {std::move(value), check.take_secrets()};
  } catch (const Json::exception& e) {
    throw Error("settings.bad_schema", {{"connector", use.maker}, {"detail", e.what()}});
  }
}

}  // namespace musubi
