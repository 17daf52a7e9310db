#include "core/settings/connection.hpp"

#include <algorithm>

#include "core/settings/convert.hpp"
#include "core/settings/schema.hpp"

namespace musubi {
namespace {

constexpr std::string_view connection_schema = R"({
  "type": "object", "additionalProperties": false, "required": ["connector"],
  "properties": {
    "connector": {"type": "string", "minLength": 1},
    "touchpoint": {"type": "string"},
    "purpose": {"type": "string"},
    "mailing": {"type": "boolean", "default": false},
    "time_zone": {"type": "string", "format": "time-zone"},
    "schedule": {"type": "string", "minLength": 1},
    "config": {"type": "object", "default": {}},
    "streams": {"type": "object", "default": {}, "additionalProperties": {
      "type": "object", "additionalProperties": false,
      "properties": {"mapping": {"type": "string", "minLength": 1},
                     "complete": {"type": "boolean", "default": false},
                     "retention": {"type": "string", "minLength": 1},
                     "enabled": {"type": "boolean", "default": true}}}}
  }
})";

constexpr std::string_view config_prefix = "config/";

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

StreamSettings stream_settings(const Document& document, const Json& in, const std::string& connection, const std::string& name) {
  std::string written = in.value("retention", "");
  std::optional<Period> retention = read_period(written);
  if (!retention && !written.empty()) throw at_setting(document, "settings.bad_retention", below(below("streams", name), "retention"), {{"value", written}});
  return {in.value("mapping", connection + "." + name), in["complete"].get<bool>(), in["enabled"].get<bool>(), retention.value_or(Period{})};
}

/// A stream that is listed without settings (`members:`) is listed all the same.
void name_bare_streams(Json& connection) {
  auto streams = connection.find("streams");
  if (streams == connection.end() || !streams->is_object()) return;
  for (Json& one : *streams)
    if (one.is_null()) one = Json::object();
}

}  // namespace

ConnectionSettings read_connection(const std::filesystem::path& file, const std::string& hub_zone) {
  ConnectionSettings out;
  out.name = file.stem().string();
  out.file = file;
  if (!is_name(out.name)) throw Error("settings.bad_connection_name", {{"file", shown_path(file)}});
  Document document = read_document(file);
  name_bare_streams(document.value);
  Json value =
      check_settings(document, connection_schema, {"musubi", file.parent_path().parent_path(), "", {}}).value;
  out.connector = value["connector"].get<std::string>();
  out.touchpoint = value.value("touchpoint", "");
  out.purpose = value.value("purpose", "");
  out.mailing = value["mailing"].get<bool>();
  out.zone = value.value("time_zone", hub_zone);
  out.schedule = value.value("schedule", "");
  out.config_json = value["config"].dump();
  for (const auto& [name, one] : value["streams"].items())
    out.streams.emplace(name, stream_settings(document, one, out.name, name));
  for (const auto& [pointer, line] : document.lines) {
    if (pointer == "config") out.lines.emplace("", line);
    if (pointer.starts_with(config_prefix)) out.lines.emplace(pointer.substr(config_prefix.size()), line);
  }
  return out;
}

bool ConnectionSettings::enabled(const std::string& stream) const {
  auto at = streams.find(stream);
  return at == streams.end() || at->second.enabled;
}

bool ConnectionSettings::newest_only(const std::string& stream) const {
  const Json config = Json::parse(config_json, nullptr, false);
  const auto at = Json::json_pointer("/streams") / stream / "newest_only";
  return config.is_object() && config.contains(at) && converted(config[at], "boolean") == Json(true);
}

void apply_schema(ConnectionSettings& connection, std::string_view schema_json) {
  Document document{shown_path(connection.file), Json::parse(connection.config_json), {}};
  SchemaUse use{connection.connector, connection.file.parent_path().parent_path(), "config", {}};
  for (const auto& [pointer, line] : connection.lines)
    document.lines.emplace(pointer.empty() ? "config" : std::string(config_prefix) + pointer, line);
  for (const auto& [pointer, value] : connection.secrets)
    use.known.emplace(std::string(config_prefix) + pointer, value);
  Checked checked = check_settings(document, schema_json, use);
  connection.config_json = checked.value.dump();
  connection.secrets.clear();
  for (auto& [pointer, value] : checked.secrets)
    connection.secrets.emplace(pointer.substr(config_prefix.size()), std::move(value));
}

}  // namespace musubi
