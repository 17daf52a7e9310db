#include "tests/golden/pulled.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "core/pull/pull.hpp"
#include "core/settings/preset.hpp"

namespace musubi::golden {
namespace {

namespace fs = std::filesystem;

fs::path folder(const char* variable) {
  const char* value = std::getenv(variable);
  return value ? value : ".";
}

class Keep final : public Sink {
 public:
  void record(RawRecord record) override { records.emplace_back(record.id.key, record.json); }
  void checkpoint(const std::string&, std::string_view) override {}
  void unreadable(RawRecord row, const Message& reason) override { throw std::runtime_error(row.file + ": " + render(reason, Lang::en)); }
  void keep_secret(std::string_view, std::string_view) override {}
  std::vector<std::pair<std::string, std::string>> records;
};

}  // namespace

std::string shipped_mapping(const std::string& name) {
  std::ifstream in(folder("MUSUBI_SOURCE") / "mappings" / (name + ".yaml"), std::ios::binary);
  if (!in) throw std::runtime_error("no mapping " + name);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::pair<std::string, std::string>> preset_mappings(const std::string& name, const std::string& connection) {
  std::filesystem::path place = folder("MUSUBI_SOURCE") / "connectors/http/presets" / name;
  if (!exists(place)) place = folder("MUSUBI_SOURCE") / "connectors/file/presets" / name;
  const Preset preset = read_preset(place);
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& stream : preset.mappings) out.emplace_back(connection + "." + stream, preset_mapping(preset, stream, connection));
  return out;
}

std::vector<std::pair<std::string, std::string>> pulled(const StreamName& stream, const std::string& connector, const std::string& path, const std::vector<std::string>& key) {
  std::string where = (folder("MUSUBI_SOURCE") / "tests" / "golden" / path).string();
  ConnectionSettings settings;
  settings.name = stream.connection;
  settings.connector = connector;
  settings.zone = "Asia/Tokyo";
  nlohmann::json config;
  if (connector == "mail") config = {{"path", where}, {"own", {"shop.example"}}, {"authserv_id", "mx.shop.example"}};
  else config["streams"][stream.stream] = {{"path", where}, {"key", key}};
  settings.config_json = config.dump();
  Plugins plugins({folder("MUSUBI_BUILD") / "connectors"});
  Source source = plugins.open(settings, {1, {}, {}});
  Keep keep;
  source.read(stream.stream, "", keep, {});
  return std::move(keep.records);
}

}  // namespace musubi::golden
