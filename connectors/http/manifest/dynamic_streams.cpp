// dynamic_streams: streams that are made of a template, one for each of what a setting lists (ConfigComponentsResolver), of
// what stands in the manifest (ParametrizedComponentsResolver), or of the source's records (HttpComponentsResolver).
#include "connectors/http/manifest/dynamic_streams.hpp"

#include <algorithm>
#include <array>

#include "connectors/http/manifest/query_properties.hpp"
#include "connectors/http/manifest/references.hpp"
#include "connectors/http/manifest/stream_template.hpp"
#include "connectors/http/manifest/yaml.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/transform.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kMostStreams = 1000;  // of one template

std::vector<TemplateChange> compile_changes(const Part& resolver) {
  std::vector<TemplateChange> out;
  for (const Part& one : resolver.children("components_mapping"))
    out.push_back({one.steps("field_path"), one.need_text("value", Takes::numbers), wanted_type(one), one.condition("condition"), one.flag("create_or_update")});
  return out;
}

/// Some mappings have no conditions.
void refuse_conditions(const Part& resolver) {
  for (const Part& one : resolver.children("components_mapping"))
    if (one.has("condition")) one.lacks_at("condition", "not_beside", {{"what", resolver.type()}});
}

/// What one part of the settings lists, each with its place.
std::vector<Json> listed(const Part& part, const Scope& scope, const Json& config) {
  std::vector<std::string> path;
  for (const Interpolated& step : part.steps("configs_pointer")) path.push_back(step.text(scope));
  const Json* found = value_at(config, path);
  Json all = !found ? Json::array() : found->is_array() ? *found : Json::array({*found});
  if (const Json* more = part.find("default_values"); more && more->is_array())
    for (const Json& one : *more) all.push_back(one);
  std::vector<Json> out;
  for (size_t i = 0; i < all.size(); ++i) out.push_back(Json::array({i, all[i]}));
  return out;
}

/// Every combination of what the parts list; groups of values become one.
std::vector<TemplateValues> combinations(const std::vector<std::vector<Json>>& parts) {
  std::vector<Json> out = {Json::object()};
  for (size_t i = 0; i < parts.size(); ++i) {
    std::vector<Json> longer;
    for (const Json& so_far : out)
      for (const Json& one : parts[i]) {
        if (longer.size() == kMostStreams) trouble("the settings make too many streams of a template");
        Json& next = longer.emplace_back(so_far);
        const std::string name = "source_config_" + std::to_string(i);
        if (one[1].is_object())
          next.update(one[1]);
        else if (!next.contains(name))
          next[name] = one;
      }
    out = std::move(longer);
  }
  std::vector<TemplateValues> values;
  for (Json& one : out) values.push_back({std::move(one)});
  return values;
}

size_t set_fitting(Json& in, const std::vector<std::string>& path, size_t at, const Json& value) {
  if (!in.is_structured() || at == path.size()) return 0;
  size_t out = 0;
  for (auto& [name, member] : in.items()) {
    if (!fits_step(name, path[at])) continue;
    if (at + 1 == path.size())
      member = value, ++out;
    else
      out += set_fitting(member, path, at + 1, value);
  }
  return out;
}

/// A text is read as YAML where it is some.
Json as_yaml(const Json& value) {
  if (!value.is_string()) return value;
  try {
    return read_yaml(value.get_ref<const std::string&>());
  } catch (const Trouble&) {
    return value;
  }
}

Json changed(const StreamTemplate& of, const TemplateValues& by, const Scope& scope) {
  using Texts = StreamTemplate::Texts;
  Json out = of.stream;
  Names names = scope.names;
  names.set("components_values", Value::borrowed(by.values));
  names.set("stream_template_config", Value::borrowed(of.stream));
  if (!by.slice.is_null()) names.set("stream_slice", Value::borrowed(by.slice));
  const Scope inner{names, scope.clock};
  for (const TemplateChange& change : of.changes) {
    if (change.condition.given() && !change.condition.holds(inner)) continue;
    Json value = change.value.value(inner, change.wanted);
    if (of.texts == Texts::yaml || (of.texts == Texts::yaml_unless_wanted && change.wanted != Wanted::text)) value = as_yaml(value);
    std::vector<std::string> path;
    for (const Interpolated& step : change.path) path.push_back(step.text(inner));
    if (!set_fitting(out, path, 0, value) && change.creates && is_true(value)) put_at(out, path, value);
  }
  return out;
}

/// Each lack once, though every stream of the template has it; those that `passes` lets through are none.
template <class Passes>
void forget_repeated(std::vector<Lack>& lacks, size_t from, Passes passes) {
  for (size_t i = from; i < lacks.size();) {
    const bool again = std::any_of(lacks.begin() + static_cast<std::ptrdiff_t>(from), lacks.begin() + static_cast<std::ptrdiff_t>(i), [&](const Lack& one) {
      return one.path == lacks[i].path && one.id == lacks[i].id && one.args == lacks[i].args;
    });
    if (again || passes(lacks[i]))
      lacks.erase(lacks.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  }
}

/// What a template leaves open is no lack.
bool is_gap(const Lack& lack) {
  return lack.id == "missing";
}

/// What values may still mend is none before they are known.
bool may_be_mended(const Lack& lack) {
  constexpr std::array firm = {"unsupported", "unsupported_named", "written_in_python", "renamed", "old_form"};
  return std::ranges::find(firm, lack.id) == firm.end();
}

std::vector<TemplateValues> values_of_settings(const Part& resolver, const Scope& scope, const Json& config) {
  std::vector<std::vector<Json>> parts;
  for (const Part& one : resolver.children("stream_config")) {
    one.reads_setting(one.plains("configs_pointer", Takes::numbers));
    parts.push_back(listed(one, scope, config));
  }
  return combinations(parts);
}

std::vector<TemplateValues> values_of_manifest(const Part& resolver) {
  std::vector<TemplateValues> out;
  const Part parameters = resolver.child("stream_parameters");
  for (const Part& one : parameters.children("list_of_parameters_for_stream")) out.push_back({one.node()});
  if (out.empty()) parameters.lacks_at("list_of_parameters_for_stream", "missing");
  return out;
}

/// The source is asked when somebody looks at its streams: here is only noted how.
void compile_asked_template(const Part& resolver, const Part& of, StreamTemplate made, Manifest& into) {
  const size_t before = into.lacks.size();
  compile_stream(of, into, 0);
  forget_repeated(into.lacks, before, may_be_mended);
  for (const Part& one : resolver.children("components_mapping"))
    if (one.has("create_or_update")) one.doubts_at("create_or_update", "passed_over");
  for (TemplateChange& change : made.changes) change.creates = false;
  const Part retriever = resolver.child("retriever");
  if (retriever.is_null()) return resolver.lacks_at("retriever", "missing");
  if (retriever.type() != "SimpleRetriever") return retriever.unknown();
  refuse_beginning_anew(retriever, "HttpComponentsResolver");
  made.texts = StreamTemplate::Texts::plain;
  made.asked = std::make_shared<const Stream>(compile_retriever_of(resolver, made.name));
  into.templates.push_back(std::make_shared<const StreamTemplate>(std::move(made)));
}

}  // namespace

void add_streams(const StreamTemplate& of, std::span<const TemplateValues> all, const Scope& scope, Manifest& into) {
  const size_t before = into.lacks.size();
  for (const TemplateValues& values : all) {
    const Json stream = spread_parameters_over(changed(of, values, scope), of.parents_win);
    const Part part(stream, of.path, into);
    if (const Json* name = part.find("name"); name && !name->is_string()) part.lacks_at("name", "bad_text");
    into.streams.push_back(compile_stream(part, into, 0));
    into.streams.back().made_by = of.name;
  }
  forget_repeated(into.lacks, before, [](const Lack&) { return false; });
}

void compile_dynamic_streams(const Part& part, size_t place, const Json* config, const Clock& clock, Manifest& into) {
  using Texts = StreamTemplate::Texts;
  const Part resolver = part.child("components_resolver"), of = part.child("stream_template");
  const std::string type = resolver.type();
  if (type != "ConfigComponentsResolver" && type != "ParametrizedComponentsResolver" && type != "HttpComponentsResolver") return resolver.unknown();
  StreamTemplate made{part.plain("name", "dynamic_stream_" + std::to_string(place)), of.path(), of.node(), compile_changes(resolver),
                      part.flag("use_parent_parameters", true), type == "ConfigComponentsResolver" ? Texts::yaml_unless_wanted : Texts::yaml, nullptr};
  if (type != "ConfigComponentsResolver") refuse_conditions(resolver);
  if (type == "HttpComponentsResolver") return compile_asked_template(resolver, of, std::move(made), into);
  const size_t before = into.lacks.size();
  if (!config) {
    compile_stream(of, into, 0);
    return forget_repeated(into.lacks, before, is_gap);
  }
  Names names;
  names.set("config", Value::borrowed(*config));
  const Scope scope{names, clock};
  add_streams(made, type == "ConfigComponentsResolver" ? values_of_settings(resolver, scope, *config) : values_of_manifest(resolver), scope, into);
}

}  // namespace musubi::http
