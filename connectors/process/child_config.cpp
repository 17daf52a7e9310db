#include "connectors/process/child_config.hpp"

#include <algorithm>

#include "connectors/process/fail.hpp"

namespace musubi::process {
namespace {

/// The text of {name: TEXT}, an object with this one member.
const Json* only_member(const Json& value, const char* name) {
  if (!value.is_object() || value.size() != 1 || !value.contains(name)) return nullptr;
  return &value[name];
}

class Filling {
 public:
  Filling(std::string where, const SecretOf& secret_of, Filled& out)
      : where_(std::move(where)), secret_of_(secret_of), out_(out) {}

  Json fill(const Json& value, const Json::json_pointer& at) {
    if (const Json* name = only_member(value, "secret"); name && name->is_string()) {
      out_.secrets.emplace_back(at, name->get<std::string>());
      return secret_of_(name->get<std::string>());
    }
    if (const Json* written = only_member(value, "json")) {
      if (!written->is_string()) return *written;
      Json read = Json::parse(written->get_ref<const std::string&>(), nullptr, false);
      if (read.is_discarded()) config_failure("bad_json", {{"setting", where_ + at.to_string()}});
      return read;
    }
    Json out = value;
    if (value.is_object())
      for (const auto& [name, member] : value.items()) out[name] = fill(member, at / name);
    if (value.is_array())
      for (size_t i = 0; i < value.size(); ++i) out[i] = fill(value[i], at / i);
    return out;
  }

 private:
  std::string where_;
  const SecretOf& secret_of_;
  Filled& out_;
};

bool wants(const Json& schema, const char* type) {
  auto types = schema.find("type");
  if (types == schema.end()) return false;
  return types->is_array() ? std::find(types->begin(), types->end(), type) != types->end() : *types == type;
}

void fit_scalar(Json& value, const Json& schema) {
  if (!value.is_string() || wants(schema, "string")) return;
  Json read = Json::parse(value.get_ref<const std::string&>(), nullptr, false);
  bool fits = (read.is_number_integer() && (wants(schema, "integer") || wants(schema, "number"))) ||
              (read.is_number_float() && wants(schema, "number")) ||
              (read.is_boolean() && wants(schema, "boolean"));
  if (fits) value = std::move(read);
}

/// Whether the members of `value` that a branch of oneOf fixes by `const` are as it wants them.
bool is_branch(const Json& value, const Json& branch) {
  auto properties = branch.find("properties");
  if (properties == branch.end() || !properties->is_object()) return false;
  for (const auto& [name, rule] : properties->items())
    if (rule.is_object() && rule.contains("const") && value.contains(name) && value[name] != rule["const"])
      return false;
  return true;
}

/// Calls each(value, schema, pointer) for every member that a schema speaks of.
template <class Value, class Each>
void walk(Value& value, const Json& schema, const Json::json_pointer& at, const Each& each) {
  if (!schema.is_object()) return;
  each(value, schema, at);
  for (const char* choice : {"oneOf", "anyOf", "allOf"})
    if (auto branches = schema.find(choice); branches != schema.end() && branches->is_array())
      for (const Json& branch : *branches)
        if (branch.is_object() && value.is_object() && is_branch(value, branch)) walk(value, branch, at, each);
  auto properties = schema.find("properties");
  if (value.is_object() && properties != schema.end() && properties->is_object())
    for (const auto& [name, rule] : properties->items())
      if (value.contains(name)) walk(value[name], rule, at / name, each);
  if (auto items = schema.find("items"); value.is_array() && items != schema.end())
    for (size_t i = 0; i < value.size(); ++i) walk(value[i], *items, at / i, each);
}

}  // namespace

Filled fill(const Json& free, const std::string& where, const SecretOf& secret_of) {
  Filled out;
  out.value = Filling(where, secret_of, out).fill(free, Json::json_pointer());
  return out;
}

void fit_types(Json& value, const Json& schema) {
  walk(value, schema, Json::json_pointer(),
       [](Json& one, const Json& rule, const Json::json_pointer&) { fit_scalar(one, rule); });
}

std::map<std::string, std::string> renewed_secrets(const Filled& filled, const Json& renewed) {
  std::map<std::string, std::string> out;
  for (const auto& [at, name] : filled.secrets) {
    if (!renewed.contains(at)) continue;
    const Json& now = renewed[at];
    if (now.is_string() && now != filled.value[at]) out[name] = now.get<std::string>();
  }
  return out;
}

std::string open_secret(const Filled& filled, const Json& schema) {
  std::string found;
  walk(filled.value, schema, Json::json_pointer(),
       [&](const Json& value, const Json& rule, const Json::json_pointer& at) {
         auto mark = rule.find("airbyte_secret");
         if (!found.empty() || mark == rule.end() || *mark != true || value.is_object() || value == "") return;
         bool filled_in = std::any_of(filled.secrets.begin(), filled.secrets.end(),
                                      [&](const auto& one) { return one.first == at; });
         if (!filled_in) found = at.to_string().substr(1);
       });
  return found;
}

}  // namespace musubi::process
