// dynamic_streams: streams that are made of a template, one for each of what a setting lists (ConfigComponentsResolver).
#include "connectors/http/manifest/dynamic_streams.hpp"

#include <algorithm>

#include "connectors/http/manifest/references.hpp"
#include "connectors/http/manifest/yaml.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/transform.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kMostStreams = 1000;  // of one template

struct TemplateChange {
  std::vector<Interpolated> path;
  Interpolated value;
  Wanted wanted = Wanted::any;
  Condition condition;
  bool creates = false;
};

std::vector<TemplateChange> compile_changes(const Part& resolver) {
  std::vector<TemplateChange> out;
  for (const Part& one : resolver.children("components_mapping"))
    out.push_back({one.texts("field_path"), one.need_text("value"), wanted_type(one), one.condition("condition"), one.flag("create_or_update")});
  return out;
}

/// What one part of the settings lists, each with its place.
std::vector<Json> listed(const Part& part, const Scope& scope, const Json& config) {
  std::vector<std::string> path;
  for (const Interpolated& step : part.texts("configs_pointer")) path.push_back(step.text(scope));
  const Json* found = value_at(config, path);
  Json all = !found ? Json::array() : found->is_array() ? *found : Json::array({*found});
  if (const Json* more = part.find("default_values"); more && more->is_array())
    for (const Json& one : *more) all.push_back(one);
  std::vector<Json> out;
  for (size_t i = 0; i < all.size(); ++i) out.push_back(Json::array({i, all[i]}));
  return out;
}

/// Every combination of what the parts list; groups of values become one.
std::vector<Json> combinations(const std::vector<std::vector<Json>>& parts) {
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
  return out;
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

Json changed(const Json& of, const std::vector<TemplateChange>& changes, const Json& values, const Scope& scope) {
  Json out = of;
  Names names = scope.names;
  names.set("components_values", Value::borrowed(values));
  names.set("stream_template_config", Value::borrowed(of));
  const Scope inner{names, scope.clock};
  for (const TemplateChange& change : changes) {
    if (change.condition.given() && !change.condition.holds(inner)) continue;
    Json value = change.value.value(inner, change.wanted);
    if (!value.is_string() || change.wanted != Wanted::text) value = as_yaml(value);
    std::vector<std::string> path;
    for (const Interpolated& step : change.path) path.push_back(step.text(inner));
    if (!set_fitting(out, path, 0, value) && change.creates && is_true(value)) put_at(out, path, value);
  }
  return out;
}

/// Each lack once, though every stream of the template has it; `gaps`: what a template leaves open is none.
void forget_repeated(std::vector<Lack>& lacks, size_t from, bool gaps) {
  for (size_t i = from; i < lacks.size();) {
    const bool again = std::any_of(lacks.begin() + static_cast<std::ptrdiff_t>(from), lacks.begin() + static_cast<std::ptrdiff_t>(i), [&](const Lack& one) {
      return one.path == lacks[i].path && one.id == lacks[i].id && one.args == lacks[i].args;
    });
    if (again || (gaps && lacks[i].id == "missing"))
      lacks.erase(lacks.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  }
}

}  // namespace

void compile_dynamic_streams(const Part& part, const Json* config, const Clock& clock, Manifest& into) {
  const Part resolver = part.child("components_resolver"), of = part.child("stream_template");
  if (resolver.type() != "ConfigComponentsResolver") return resolver.unknown();
  const std::vector<TemplateChange> changes = compile_changes(resolver);
  const size_t before = into.lacks.size();
  if (!config) {
    compile_stream(of, into, 0);
    return forget_repeated(into.lacks, before, true);
  }
  Names names;
  names.set("config", Value::borrowed(*config));
  const Scope scope{names, clock};
  std::vector<std::vector<Json>> parts;
  for (const Part& one : resolver.children("stream_config")) {
    one.reads_setting(one.plains("configs_pointer"));
    parts.push_back(listed(one, scope, *config));
  }
  for (const Json& values : combinations(parts)) {
    const Json stream = spread_parameters_over(changed(of.node(), changes, values, scope), part.flag("use_parent_parameters", true));
    into.streams.push_back(compile_stream(Part(stream, of.path(), into), into, 0));
  }
  forget_repeated(into.lacks, before, false);
}

}  // namespace musubi::http
