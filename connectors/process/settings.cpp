#include "connectors/process/settings.hpp"

#include <algorithm>

#include "connectors/process/fail.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::process {
namespace {

[[noreturn]] void unfit(const std::string& setting) {
  config_failure("bad_value", {{"setting", setting}});
}

void refuse_unknown(const Json& object, const std::vector<std::string>& known, const std::string& where) {
  for (const auto& [name, value] : object.items())
    if (std::find(known.begin(), known.end(), name) == known.end())
      config_failure("unknown_setting", {{"setting", where + name}, {"nearest", nearest_name(name, known)}});
}

std::string text(const Json& object, const char* name, const std::string& where = "") {
  auto it = object.find(name);
  if (it == object.end()) return "";
  if (!it->is_string()) unfit(where + name);
  return it->get<std::string>();
}

std::vector<std::string> texts(const Json& object, const char* name, const std::string& where = "") {
  std::vector<std::string> out;
  auto it = object.find(name);
  if (it == object.end()) return out;
  if (!it->is_array()) unfit(where + name);
  for (const Json& item : *it) {
    if (!item.is_string() || item.get_ref<const std::string&>().empty()) unfit(where + name);
    out.push_back(item.get<std::string>());
  }
  return out;
}

int number(const Json& object, const char* name, int least, int most, int absent) {
  auto it = object.find(name);
  if (it == object.end()) return absent;
  if (!it->is_number_integer() || *it < least || *it > most) unfit(name);
  return it->get<int>();
}

Json object_of(const Json& object, const char* name) {
  auto it = object.find(name);
  if (it == object.end()) return Json::object();
  if (!it->is_object()) unfit(name);
  return *it;
}

StreamSettings stream_settings(const std::string& name, const Json& given) {
  std::string where = "streams." + name + ".";
  if (!given.is_object()) unfit("streams." + name);
  refuse_unknown(given, {"key", "cursor", "mode", "with"}, where);
  StreamSettings out;
  out.key = texts(given, "key", where);
  out.cursor = text(given, "cursor", where);
  out.with = texts(given, "with", where);
  std::string mode = text(given, "mode", where);
  if (mode == "full")
    out.mode = Mode::full;
  else if (mode == "incremental")
    out.mode = Mode::incremental;
  else if (!mode.empty())
    unfit(where + "mode");
  return out;
}

}  // namespace

StreamSettings Settings::of(const std::string& stream) const {
  auto found = streams.find(stream);
  return found == streams.end() ? StreamSettings() : found->second;
}

Settings read_settings(std::string_view config) {
  Json json = Json::parse(config, nullptr, false);
  if (!json.is_object()) unfit("(top)");
  refuse_unknown(json,
                 {"protocol", "command", "directory", "environment", "settings", "secrets", "catalog",
                  "catalog_option", "shared_slot", "streams", "timeout", "time_limit", "memory", "line_size"},
                 "");
  Settings out;
  std::string protocol = text(json, "protocol");
  if (protocol != "airbyte" && protocol != "singer") unfit("protocol");
  out.protocol = protocol == "airbyte" ? Speech::airbyte : Speech::singer;
  out.command = texts(json, "command");
  if (out.command.empty()) unfit("command");
  out.directory = text(json, "directory");
  out.environment = object_of(json, "environment");
  out.config = object_of(json, "settings");
  out.catalog = text(json, "catalog");
  if (std::string option = text(json, "catalog_option"); !option.empty()) out.catalog_option = option;
  if (auto shared = json.find("shared_slot"); shared != json.end()) {
    if (!shared->is_boolean()) unfit("shared_slot");
    out.shared_slot = shared->get<bool>();
  }
  const Json streams = object_of(json, "streams");
  for (const auto& [name, given] : streams.items()) out.streams.emplace(name, stream_settings(name, given));
  out.timeout = number(json, "timeout", 1, 86400, out.timeout);
  out.time_limit = number(json, "time_limit", 1, 604800, out.time_limit);
  out.memory = number(json, "memory", 16, 1048576, out.memory);
  out.line_size = number(json, "line_size", 1, 1024, out.line_size);
  return out;
}

}  // namespace musubi::process
