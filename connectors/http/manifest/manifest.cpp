#include "connectors/http/manifest/manifest.hpp"

#include <algorithm>

#include "connectors/http/manifest/known_members.hpp"
#include "connectors/http/manifest/part.hpp"
#include "connectors/http/manifest/references.hpp"
#include "connectors/http/manifest/yaml.hpp"
#include "connectors/http/template/trouble.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::http {
namespace {

/// Streams that come at run time may have any name.
void doubt_checked(const Part& part, Manifest& out) {
  if (part.has("dynamic_streams")) return;
  std::vector<std::string> names;
  for (const Stream& stream : out.streams) names.push_back(stream.name);
  for (const Part& one : part.children("streams"))
    if (one.type() == "ConditionalStreams") return;
  for (const std::string& name : out.checked)
    if (std::ranges::find(names, name) == names.end())
      out.doubts.push_back({"check.stream_names", "there is no stream " + name + " to check; nearest: " + nearest_name(name, names)});
}

void compile(const Json& whole, Manifest& out) {
  Part part(whole, "", out);
  if (part.type() != "DeclarativeSource") return part.unknown();
  if (!part.has("streams") && !part.has("dynamic_streams")) part.lacks_at("streams", "it is missing");
  for (const Part& dynamic : part.children("dynamic_streams"))
    dynamic.lacks("dynamic streams are not supported");
  for (const Part& one : part.children("streams")) {
    if (one.type() == "ConditionalStreams")
      one.unknown();
    else
      out.streams.push_back(compile_stream(one, out, 0));
  }
  for (size_t i = 0; i < out.streams.size(); ++i)
    for (size_t k = 0; k < i; ++k)
      if (out.streams[i].name == out.streams[k].name)
        out.lacks.push_back({out.streams[i].path, "there is another stream " + out.streams[i].name});
  Part check = part.child("check");
  if (!check.is_null() && check.type() != "CheckStream" && check.type() != "CheckDynamicStream")
    check.unknown();
  out.checked = check.plains("stream_names");
  doubt_checked(part, out);
  out.budget = compile_budget(part.child("api_budget"));
  if (Part level = part.child("concurrency_level"); !level.is_null()) {
    out.concurrency.level = level.need_text("default_concurrency");
    out.concurrency.most = level.whole("max_concurrency", INT64_MAX);
  }
  Part spec = part.child("spec");
  for (const char* name : {"connection_specification", "connectionSpecification"})
    if (const Json* found = spec.find(name); found && found->is_object()) out.specification = *found;
  if (const Json* login = spec.find("advanced_auth"); login && login->is_object())
    if (auto how = login->find("oauth_config_specification"); how != login->end() && how->contains("oauth_connector_input_specification"))
      out.consent = *how;
  if (const Json* rules = spec.find("config_normalization_rules");
      rules && rules->is_object() && rules->size() > 1)
    spec.lacks_at("config_normalization_rules", "it is not supported");
}

}  // namespace

Manifest read_manifest(std::string_view yaml) {
  Manifest out;
  try {
    Json read = read_yaml(yaml);
    if (!read.is_object()) trouble("it is no mapping");
    const Json whole = spread_parameters(resolve_references(read));
    out.doubts = unknown_members(whole);
    compile(whole, out);
  } catch (const Trouble& t) {
    out.lacks.push_back({"", t.what()});
  }
  return out;
}

}  // namespace musubi::http
