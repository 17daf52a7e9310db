#include "connectors/http/manifest/manifest.hpp"

#include <algorithm>
#include <set>

#include "connectors/http/fail.hpp"
#include "connectors/http/manifest/dynamic_streams.hpp"
#include "connectors/http/manifest/known_members.hpp"
#include "connectors/http/manifest/part.hpp"
#include "connectors/http/manifest/references.hpp"
#include "connectors/http/manifest/setting_paths.hpp"
#include "connectors/http/manifest/yaml.hpp"
#include "connectors/http/request/config_rules.hpp"
#include "connectors/http/request/settings.hpp"
#include "connectors/http/template/trouble.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::http {
namespace {

bool is_choice(const Part& entry) {
  return entry.type() == "ConditionalStreams";
}

/// Streams that come at run time may have any name.
void doubt_checked(const Part& part, Manifest& out) {
  if (part.has("dynamic_streams")) return;
  std::vector<std::string> names;
  for (const Stream& stream : out.streams) names.push_back(stream.name);
  if (std::ranges::any_of(part.children("streams"), is_choice)) return;
  for (const std::string& name : out.checked)
    if (std::ranges::find(names, name) == names.end()) {
      const std::string near = nearest_name(name, names);
      out.doubts.push_back({"check.stream_names", near.empty() ? "no_checked" : "no_checked_near", {{"name", name}, {"near", near}}});
    }
}

void compile_check(const Part& check, Manifest& out) {
  if (!check.is_null() && check.type() != "CheckStream" && check.type() != "CheckDynamicStream") check.unknown();
  out.checked = check.plains("stream_names");
  for (const Part& one : check.children("dynamic_streams_check_configs"))
    out.checked_templates.emplace_back(one.plain("dynamic_stream_name"), one.whole("stream_count", INT64_MAX));
  if (check.type() == "CheckDynamicStream" && check.flag("use_check_availability", true)) out.checked_first = check.whole("stream_count", 1);
}

void compile_spec(const Part& spec, Manifest& out) {
  for (const char* name : {"connection_specification", "connectionSpecification"})
    if (const Json* found = spec.find(name); found && found->is_object()) out.specification = *found;
  if (const Json* login = spec.find("advanced_auth"); login && login->is_object())
    if (auto how = login->find("oauth_config_specification"); how != login->end() && how->contains("oauth_connector_input_specification"))
      out.consent = *how;
  compile_config_rules(spec.child("config_normalization_rules"), out);
}

/// The settings as a read will have them, without secrets. A rule that needs one changes nothing here; the session, which has them, says where one fails.
Json settled(Json values, const Manifest& manifest) {
  fit_to_specification(values, manifest.specification);
  for (const Transformation& rule : manifest.config_rules) try {
      follow_config_rules(values, {rule}, system_clock);
    } catch (const Failure&) {
      continue;
    }
  return values;
}

/// A secret that a condition reads; "" for none.
std::string secret_read(const Condition& condition, const Json& specification) {
  std::set<std::string> read;
  if (condition.given()) collect_setting_paths(*condition.parsed(), read);
  const auto found = std::ranges::find_if(read, [&](const std::string& path) { return is_secret(specification, parts_of_path(path)); });
  return found == read.end() ? "" : *found;
}

/// An entry of `streams`: one stream, or those that come where the settings say so, among which no secrets are; without settings, all.
std::vector<Part> streams_in(const Part& entry, const Json* config) {
  if (!is_choice(entry)) return {entry};
  if (!entry.has("condition")) entry.lacks_at("condition", "missing");
  const Condition condition = entry.condition("condition");
  if (const std::string secret = secret_read(condition, entry.manifest().specification); !secret.empty()) {
    entry.lacks_at("condition", "secret_chooses", {{"setting", secret}});
    return entry.children("streams");
  }
  Names names;
  if (config) names.set("config", Value::borrowed(*config));
  return !config || condition.holds({names, system_clock}) ? entry.children("streams") : std::vector<Part>();
}

bool is_conditional(const Stream& stream) {
  return stream.path.starts_with("streams[") && stream.path.find("].streams[") != std::string::npos;
}

void compile(const Json& whole, const Json* values, Manifest& out) {
  Part part(whole, "", out);
  if (part.type() != "DeclarativeSource") return part.unknown();
  if (!part.has("streams") && !part.has("dynamic_streams")) part.lacks_at("streams", "missing");
  compile_spec(part.child("spec"), out);
  const bool asks_settings = part.has("dynamic_streams") || std::ranges::any_of(part.children("streams"), is_choice);
  const std::optional<Json> config = values && asks_settings ? std::optional(settled(*values, out)) : std::nullopt;
  for (const Part& one : part.children("streams"))
    for (const Part& stream : streams_in(one, config ? &*config : nullptr)) out.streams.push_back(compile_stream(stream, out, 0));
  size_t place = 0;
  for (const Part& dynamic : part.children("dynamic_streams"))
    compile_dynamic_streams(dynamic, place++, config ? &*config : nullptr, system_clock, out);
  for (size_t i = 0; i < out.streams.size(); ++i)
    for (size_t k = 0; k < i; ++k)
      if (!out.streams[i].name.empty() && out.streams[i].name == out.streams[k].name && (config || !(is_conditional(out.streams[i]) && is_conditional(out.streams[k]))))
        out.lacks.push_back({out.streams[i].path, "another_stream", {{"name", out.streams[i].name}}});
  compile_check(part.child("check"), out);
  doubt_checked(part, out);
  out.budget = compile_budget(part.child("api_budget"));
  out.concurrency.jobs = part.maybe_text("max_concurrent_async_job_count", Takes::numbers);
  if (Part level = part.child("concurrency_level"); !level.is_null()) {
    out.concurrency.level = level.need_text("default_concurrency", Takes::numbers);
    out.concurrency.most = level.whole("max_concurrency", INT64_MAX);
  }
}

}  // namespace

Manifest read_manifest(std::string_view yaml, const Json* values) {
  Manifest out;
  try {
    Json read = read_yaml(yaml);
    if (!read.is_object()) trouble("it is no mapping");
    const Json whole = spread_parameters(resolve_references(read));
    out.doubts = unknown_members(whole);
    compile(whole, values, out);
  } catch (const YamlTrouble& t) {
    out.unread = {"", "no_yaml", {{"line", std::to_string(t.line)}, {"column", std::to_string(t.column)}, {"reason", t.what()}}};
  } catch (const Trouble& t) {
    out.unread = {"", "unreadable", {{"reason", t.what()}}};
  }
  return out;
}

}  // namespace musubi::http
