// spec.config_normalization_rules: how settings of an earlier version of a manifest become those of this one.
#include "connectors/http/manifest/part.hpp"

namespace musubi::http {
namespace {

std::vector<std::string> plain_path(const Json& path) {
  std::vector<std::string> out;
  for (const Json& step : path.is_array() ? path : Json::array({path}))
    out.push_back(step.is_string() ? step.get<std::string>() : step.dump());
  return out;
}

Transformation compile_remap(const Part& part) {
  Transformation out;
  out.kind = Transformation::Kind::remap;
  out.at = part.steps("field_path");
  out.values = part.input("map");
  if (out.at.empty()) part.lacks_at("field_path", "missing");
  if (out.values.is_empty()) part.lacks_at("map", "missing");
  if (const Json* path = part.find("field_path")) part.reads_setting(plain_path(*path));
  return out;
}

Transformation compile_removed_settings(const Part& part) {
  Transformation out = compile_removed_fields(part);
  for (const auto& path : out.paths) part.reads_setting(path);
  return out;
}

void compile_rules(const std::vector<Part>& parts, Manifest& into) {
  for (const Part& one : parts) {
    if (one.type() == "ConfigAddFields")
      into.config_rules.push_back(compile_added_fields(one));
    else if (one.type() == "ConfigRemoveFields")
      into.config_rules.push_back(compile_removed_settings(one));
    else if (one.type() == "ConfigRemapField")
      into.config_rules.push_back(compile_remap(one));
    else
      one.unknown();
  }
}

}  // namespace

void compile_config_rules(const Part& part, Manifest& into) {
  for (const Part& migration : part.children("config_migrations")) compile_rules(migration.children("transformations"), into);
  compile_rules(part.children("transformations"), into);
  if (!part.children("validations").empty()) part.doubts_at("validations", "not_checked");
}

}  // namespace musubi::http
