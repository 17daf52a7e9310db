#include "connectors/http/manifest/part.hpp"

#include <algorithm>

#include "connectors/http/manifest/query_properties.hpp"
#include "connectors/http/manifest/setting_paths.hpp"
#include "connectors/http/manifest/yaml.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

const Json& null_node() {
  static const Json null = nullptr;
  return null;
}

/// A template's text as it stands in JSON: numbers and booleans as Python prints them.
std::string source_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : text_of(Value::borrowed(value));
}

/// A value of the wrong kind: what else is wrong there comes of it.
bool is_of_kind(const Lack& lack) {
  return lack.id == "no_text" || lack.id == "flag_for_text" || lack.id == "bad_text";
}

std::string element(const std::string& list, size_t place) {
  return list + "[" + std::to_string(place) + "]";
}

}  // namespace

Part::Part(const Json& node, std::string path, Manifest& into)
    : node_(node), path_(std::move(path)), into_(into) {
  auto found = node.is_object() ? node.find("$parameters") : node.end();
  parameters_ =
      std::make_shared<const Json>(node.is_object() && found != node.end() ? *found : Json::object());
}

Part Part::child(const std::string& name) const {
  const Json* found = find(name);
  return Part(found ? *found : null_node(), path_.empty() ? name : path_ + "." + name, into_);
}

std::vector<Part> Part::children(const std::string& name) const {
  std::vector<Part> out;
  const Json* found = find(name);
  if (!found) return out;
  std::string at = path_.empty() ? name : path_ + "." + name;
  if (!found->is_array()) return {Part(*found, at, into_)};
  for (size_t i = 0; i < found->size(); ++i)
    out.emplace_back((*found)[i], element(at, i), into_);
  return out;
}

std::string Part::type() const {
  const Json* type = find("type");
  return type && type->is_string() ? type->get<std::string>() : "";
}

const Json* Part::find(const std::string& name) const {
  if (!node_.is_object()) return nullptr;
  auto at = node_.find(name);
  return at == node_.end() || at->is_null() ? nullptr : &*at;
}

void Part::lacks(const std::string& id, Words args) const {
  into_.lacks.push_back({path_, id, std::move(args)});
}
void Part::lacks_at(const std::string& member, const std::string& id, Words args) const {
  Lack lack{path_.empty() ? member : path_ + "." + member, id, std::move(args)};
  if (std::ranges::none_of(into_.lacks, [&](const Lack& one) { return one.path == lack.path && is_of_kind(one); })) into_.lacks.push_back(std::move(lack));
}
void Part::doubts_at(const std::string& member, const std::string& id, Words args) const {
  into_.doubts.push_back({path_.empty() ? member : path_ + "." + member, id, std::move(args)});
}
void Part::only_with(size_t first, const SettingChoice& choice) const {
  for (size_t i = first; i < into_.lacks.size(); ++i) into_.lacks[i].only.insert(into_.lacks[i].only.begin(), choice);
}
void Part::unknown() const {
  const Json* code = find("class_name");
  if (code && code->is_string())
    return lacks("written_in_python", {{"name", (type().empty() ? "" : type() + " ") + code->get<std::string>()}});
  if (!type().empty()) return lacks("unsupported_named", {{"what", type()}});
  if (node_.is_string() && node_.get_ref<const std::string&>().starts_with("*ref(")) return lacks("old_form", {{"form", "*ref(…)"}});
  if (has("$options")) return lacks("old_form", {{"form", "$options"}});
  lacks("no_type");
}

void Part::reads_setting(const std::vector<std::string>& path) const {
  std::string dotted;
  for (const std::string& step : path) dotted += (dotted.empty() ? "" : ".") + step;
  into_.setting_paths.insert(dotted);
}

/// A template that is filled in gives numbers for texts, and booleans for values, as in the format's other readers.
void Part::judge_text(const Json& value, const std::string& member, Takes takes) const {
  if (value.is_string() || takes == Takes::plain_values) return;
  const bool is_filled = path_.starts_with("dynamic_streams["), may_be_value = takes == Takes::numbers;
  if ((value.is_number() && (may_be_value || is_filled)) || (value.is_boolean() && may_be_value && is_filled)) return;
  lacks_at(member, value.is_boolean() ? "flag_for_text" : "no_text", {{"value", value.dump()}});
}

Interpolated Part::interpolated(const Json& value, const std::string& member, bool in_mapping, Takes takes) const {
  if (value.is_structured()) {
    lacks_at(member, "bad_text");
    return Interpolated();
  }
  judge_text(value, member, takes);
  try {
    std::string source = source_of(value);
    Interpolated out =
        in_mapping ? Interpolated::in_mapping(source, parameters_) : Interpolated(source, parameters_);
    for (const std::string& word : out.parsed().unknown)
      lacks_at(member, "template_word", {{"word", word}});
    collect_setting_paths(out.parsed(), into_.setting_paths);
    return out;
  } catch (const Trouble& t) {
    lacks_at(member, "bad_template", {{"reason", t.what()}});
    return Interpolated();
  }
}

Interpolated Part::text(const std::string& name, const std::string& otherwise, Takes takes) const {
  const Json* found = find(name);
  return found ? interpolated(*found, name, false, takes) : Interpolated(otherwise);
}
std::optional<Interpolated> Part::maybe_text(const std::string& name, Takes takes) const {
  const Json* found = find(name);
  if (!found || (found->is_string() && found->get_ref<const std::string&>().empty())) return std::nullopt;
  return interpolated(*found, name, false, takes);
}
Interpolated Part::need_text(const std::string& name, Takes takes) const {
  if (!has(name)) lacks_at(name, "missing");
  return text(name, "", takes);
}

std::vector<Interpolated> Part::texts(const std::string& name, Takes takes) const {
  std::vector<Interpolated> out;
  const Json* found = find(name);
  if (!found) return out;
  if (!found->is_array()) return {interpolated(*found, name, false)};
  for (size_t i = 0; i < found->size(); ++i) out.push_back(interpolated((*found)[i], element(name, i), false, takes));
  return out;
}

Condition Part::condition(const std::string& name) const {
  auto found = maybe_text(name, Takes::plain_values);
  return found ? Condition(std::move(*found)) : Condition();
}

Input Part::input(const std::string& name, bool in_mapping) const {
  const Json* found = find(name);
  if (!found) return Input();
  if (!found->is_structured()) judge_text(*found, name, Takes::texts);
  return input_of(*found, name, in_mapping);
}

Input Part::fields(const std::string& name, bool in_mapping) const {
  const Json* found = find(name);
  if (found && found->is_object())
    for (const auto& [key, value] : found->items())
      if (key != "$parameters" && !value.is_structured() && !value.is_null()) judge_text(value, name + "." + key, Takes::numbers);
  if (found && found->is_array())
    for (size_t i = 0; i < found->size(); ++i)
      if (!(*found)[i].is_structured()) judge_text((*found)[i], element(name, i), Takes::numbers);
  return input(name, in_mapping);
}

Input Part::input_of(const Json& value, const std::string& member, bool in_mapping) const {
  Input out;
  if (value.is_string()) {
    out.kind = Input::Kind::text;
    out.text = interpolated(value, member, in_mapping);
  } else if (value.is_array()) {
    out.kind = Input::Kind::list;
    for (const Json& one : value) out.elements.push_back(input_of(one, member, true));
  } else if (value.is_object()) {
    out.kind = Input::Kind::dict;
    if (is_query_properties(value)) lacks_at(member, "unsupported_named", {{"what", "QueryProperties"}});
    for (const auto& [key, one] : value.items())
      if (key != "$parameters" && !(member == "request_parameters" && is_query_properties(one)))
        out.members.push_back(
            {interpolated(Json(key), member, true), input_of(one, member + "." + key, true)});
  } else {
    out.constant = value;
  }
  return out;
}

std::string Part::plain_of(const Json& value, const std::string& member, Takes takes) const {
  if (value.is_structured()) return lacks_at(member, "bad_text"), "";
  judge_text(value, member, takes);
  return source_of(value);
}

std::string Part::plain(const std::string& name, const std::string& otherwise) const {
  const Json* found = find(name);
  return found ? plain_of(*found, name) : otherwise;
}

std::vector<std::string> Part::plains(const std::string& name, Takes takes) const {
  const Json* found = find(name);
  if (!found) return {};
  if (!found->is_array()) return {plain_of(*found, name, takes)};
  std::vector<std::string> out;
  for (size_t i = 0; i < found->size(); ++i) out.push_back(plain_of((*found)[i], element(name, i), takes));
  return out;
}

bool Part::flag(const std::string& name, bool otherwise) const {
  const Json* found = find(name);
  if (!found) return otherwise;
  if (found->is_boolean()) return found->get<bool>();
  if (!found->is_string()) return lacks_at(name, "no_flag"), otherwise;
  const Json meant = yaml_word(found->get_ref<const std::string&>());
  if (!meant.is_boolean()) lacks_at(name, "no_flag");
  return meant.is_boolean() ? meant.get<bool>() : otherwise;
}

int64_t Part::whole(const std::string& name, int64_t otherwise) const {
  const Json* found = find(name);
  if (!found) return otherwise;
  const Json meant = found->is_string() ? yaml_scalar(found->get_ref<const std::string&>()) : *found;
  if (!meant.is_number_integer()) lacks_at(name, "no_whole");
  return meant.is_number_integer() ? meant.get<int64_t>() : otherwise;
}

std::optional<RequestOption> Part::option(const std::string& name) const {
  if (!has(name)) return std::nullopt;
  Part part = child(name);
  RequestOption out;
  std::string into = part.plain("inject_into", "request_parameter");
  if (into == "header")
    out.into = Into::header;
  else if (into == "body_data")
    out.into = Into::body_data;
  else if (into == "body_json")
    out.into = Into::body_json;
  else if (into != "request_parameter")
    part.lacks_at("inject_into", "no_place", {{"value", into}});
  out.path = part.has("field_path") ? part.texts("field_path") : part.texts("field_name");
  if (out.path.empty()) part.lacks_at("field_name", "missing");
  return out;
}

Json Input::value(const Scope& scope, Wanted wanted) const {
  if (kind == Kind::constant) return constant;
  if (kind == Kind::text) return text.value(scope, wanted);
  if (kind == Kind::list) {
    Json out = Json::array();
    for (const Input& one : elements) out.push_back(one.value(scope));
    return out;
  }
  Json out = Json::object();
  for (const auto& [key, member] : members) {
    Json found = member.value(scope, wanted);
    if (!found.is_null()) out[text_of(Value(key.value(scope, Wanted::text)))] = std::move(found);
  }
  return out;
}

}  // namespace musubi::http
