// The settings of this connector (config.schema.json), read into values.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::process {

using Json = nlohmann::ordered_json;

enum class Speech { airbyte, singer };
enum class Mode { as_proposed, incremental, full };

struct StreamSettings {
  std::vector<std::string> key;  // empty: as the program says; "a.b" leads into an object
  std::string cursor;            // "": as the program says
  Mode mode = Mode::as_proposed;
  std::vector<std::string> with;
};

struct Settings {
  Speech protocol = Speech::airbyte;
  std::vector<std::string> command;  // not empty
  std::string directory;             // "": the private folder of the run
  Json environment = Json::object(), config = Json::object();  // secrets still by name
  std::string catalog, catalog_option = "catalog";
  std::map<std::string, StreamSettings> streams;
  bool shared_slot = true;
  int timeout = 600, time_limit = 86400;  // seconds
  int memory = 4096, line_size = 64;      // megabytes

  const std::string& program() const { return command[0]; }
  /// What the stream's settings say; those of a stream without any are empty.
  StreamSettings of(const std::string& stream) const;
};

/// Throws Failure MU_CONFIG that names the setting.
Settings read_settings(std::string_view config);

}  // namespace musubi::process
