#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "core/settings/bounces.hpp"
#include "core/settings/connection.hpp"
#include "core/settings/schema.hpp"
#include "core/settings/secret.hpp"
#include "core/settings/settings.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

const std::string hub_schema = R"({
  "type": "object", "additionalProperties": false,
  "properties": {
    "language": {"type": "string", "enum": ["ja", "en"]},
    "time_zone": {"type": "string", "format": "time-zone", "default": "Asia/Tokyo"},
    "database": {"type": "object", "additionalProperties": false,
                 "properties": {"url": {}, "readers": {"type": "object", "additionalProperties": false,
                                  "properties": {"address": {"type": "string", "minLength": 1, "default": "127.0.0.1"},
                                    "port": {"type": "integer", "minimum": 1024, "maximum": 65535, "default": 5432},
                                    "allow": {"type": "array", "items": {"type": "string", "pattern": "^[0-9a-fA-F.:]+/[0-9]+$"}, "default": []},
                                    "tls": {"type": "object", "additionalProperties": false, "required": ["certificate", "key"],
                                            "properties": {"certificate": {"type": "string", "format": "path"},
                                                           "key": {"type": "string", "format": "path"}}}}}}},
    "data": {"type": "string", "format": "path", "default": "data"},
    "serve": {"type": "object", "additionalProperties": false, "default": {},
              "properties": {"address": {"type": "string", "minLength": 1, "default": "127.0.0.1"},
                             "port": {"type": "integer", "minimum": 1, "maximum": 65535, "default": 8088},
                             "connections": {"type": "integer", "minimum": 8, "maximum": 2000},
                             "connections_per_address": {"type": "integer", "minimum": 1, "maximum": 2000},
                             "proxies": {"type": "array", "items": {"type": "string", "pattern": "^[0-9a-fA-F.:]+(/[0-9]+)?$"}},
                             "tls": {"type": "object", "additionalProperties": false, "required": ["certificate", "key"],
                                     "properties": {"certificate": {"type": "string", "format": "path"},
                                                    "key": {"type": "string", "format": "path"}}}}},
    "smtp": {"type": "object", "additionalProperties": false, "required": ["url", "from", "to"],
             "properties": {"url": {"type": "string", "pattern": "^smtps?://.+"},
                            "from": {"type": "string", "pattern": "^[^ ,<>]+@[^ ,<>]+$"},
                            "to": {"type": "string", "pattern": "^[^ ,<>]+@[^ ,<>]+( *, *[^ ,<>]+@[^ ,<>]+)*$"},
                            "user": {"type": "string"},
                            "password": {}}},
    "audit": {"type": "object", "additionalProperties": false, "default": {},
              "properties": {"require_why": {"type": "boolean", "default": false},
                             "keep_days": {"type": "integer", "minimum": 1, "maximum": 36500, "default": 1095}}},
    "runs": {"type": "object", "additionalProperties": false, "default": {},
             "properties": {"keep_unchanged_days": {"type": "integer", "minimum": 1, "maximum": 36500, "default": 30}}},
    "bounces": )" + std::string(bounces_schema) + R"(,
    "connectors": {"type": "array", "items": {"type": "string", "format": "path"}, "default": []}
  }
})";

Lang locale_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value)
      return std::string_view(value).starts_with("en") ? Lang::en : Lang::ja;
  return Lang::ja;
}

ServeSettings serve_settings(const Json& in, const fs::path& file) {
  ServeSettings out;
  out.address = in.value("address", out.address);
  out.port = in.value("port", out.port);
  out.connections = in.value("connections", out.connections);
  out.connections_per_address = in.value("connections_per_address", out.connections_per_address);
  for (const Json& one : in.value("proxies", Json::array()))
    if (!out.proxies.add(one.get<std::string>()))
      throw Error("settings.bad_network", {{"file", shown_path(file)}, {"value", one.get<std::string>()}});
  if (in.contains("tls")) {
    out.certificate = in["tls"]["certificate"].get<std::string>();
    out.key = in["tls"]["key"].get<std::string>();
  }
  return out;
}

ReaderSettings reader_settings(const Json& in, const fs::path& file) {
  ReaderSettings out;
  out.address = in["address"].get<std::string>();
  out.port = in["port"].get<int>();
  for (const Json& network : in["allow"]) out.allow.push_back(network.get<std::string>());
  if (in.contains("tls")) {
    out.certificate = in["tls"]["certificate"].get<std::string>();
    out.key = in["tls"]["key"].get<std::string>();
  }
  bool loopback = out.address == "127.0.0.1" || out.address == "::1" || out.address == "localhost";
  if (!loopback && (out.certificate.empty() || out.allow.empty()))
    throw Error("settings.readers_open", {{"file", shown_path(file)}, {"address", out.address}});
  return out;
}

SmtpSettings smtp_settings(const Json& in, LateSecret password) {
  return {in["url"].get<std::string>(), in["from"].get<std::string>(), in["to"].get<std::string>(),
          in.value("user", ""), std::move(password)};
}

HubSettings read_hub(const fs::path& directory) {
  const Document document = read_document(directory / "musubi.yaml");
  Checked checked = check_settings(document, hub_schema, {"musubi.yaml", directory, "", {}});
  HubSettings hub;
  hub.lang = checked.value.contains("language") ? (checked.value["language"] == "ja" ? Lang::ja : Lang::en)
                                                : locale_language();
  hub.zone = checked.value["time_zone"].get<std::string>();
  hub.data = checked.value["data"].get<std::string>();
  for (const Json& one : checked.value["connectors"])
    hub.connector_paths.emplace_back(one.get<std::string>());
  if (checked.value.contains("database")) hub.database_url = late_secret(document, checked.value["database"].value("url", Json()), "database/url", directory);
  if (checked.value.contains("database") && checked.value["database"].contains("readers"))
    hub.readers = reader_settings(checked.value["database"]["readers"], directory / "musubi.yaml");
  hub.serve = serve_settings(checked.value["serve"], directory / "musubi.yaml");
  const Json& audit = checked.value["audit"];
  hub.audit = {audit.value("require_why", hub.audit.require_why), audit.value("keep_days", hub.audit.keep_days)};
  if (checked.value.contains("smtp"))
    hub.smtp = smtp_settings(checked.value["smtp"], late_secret(document, checked.value["smtp"].value("password", Json()), "smtp/password", directory));
  hub.runs.keep_unchanged_days = checked.value["runs"].value("keep_unchanged_days", hub.runs.keep_unchanged_days);
  return hub;
}

/// The .yaml files of a folder, by name. One that was meant to be (.yml) is refused rather than passed over.
std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(folder, missing)) {
    const fs::path& file = entry.path();
    if (file.filename().string().starts_with('.') || entry.is_directory()) continue;
    if (file.extension() == ".yml") throw Error("settings.yml", {{"file", shown_path(file)}});
    if (file.extension() == ".yaml") files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  return files;
}

TextFile text_file(const fs::path& file) {
  return {file.stem().string(), file, read_bytes(file)};
}

}  // namespace

const ConnectionSettings* Configuration::find(std::string_view name) const {
  auto at =
      std::find_if(connections.begin(), connections.end(), [&](const auto& c) { return c.name == name; });
  return at == connections.end() ? nullptr : &*at;
}

Configuration load_configuration(const fs::path& given, const fs::path& data) {
  Configuration out;
  out.directory = fs::absolute(given).lexically_normal();
  if (!fs::is_directory(out.directory)) throw Error("settings.no_directory", {{"directory", given.string()}});
  if (access((out.directory / "musubi.yaml").c_str(), R_OK) != 0 && errno == EACCES)
    throw Error("settings.not_readable", {{"directory", given.string()}});
  if (!fs::exists(out.directory / "musubi.yaml"))
    throw Error("settings.no_hub_file", {{"directory", given.string()}});
  out.hub = read_hub(out.directory);
  if (!data.empty()) out.hub.data = fs::absolute(data).lexically_normal();
  for (const fs::path& file : yaml_files(out.directory / "connections"))
    out.connections.push_back(read_connection(file, out.hub.zone));
  for (const fs::path& file : yaml_files(out.directory / "mappings")) out.mappings.push_back(text_file(file));
  for (auto [name, into] :
       {std::pair("matching.yaml", &out.matching), {"survivorship.yaml", &out.survivorship}})
    if (fs::exists(out.directory / name)) *into = text_file(out.directory / name);
  return out;
}

}  // namespace musubi
