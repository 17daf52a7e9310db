// A configuration in a folder of its own with a database of its own, synced again and again while its files change.
#pragma once
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "core/flow/sync.hpp"
#include "tests/unit/flow/shared_cluster.hpp"
#include "tests/scratch.hpp"

namespace musubi::testing {

class HubFolder {
 public:
  HubFolder() {
    path = scratch_folder("flow");
    const std::string database = new_database();
    keeper_.emplace(Store::open(database, (path / "data").string()));
    write("musubi.yaml", settings_for(database));
  }
  HubFolder(const HubFolder&) = delete;
  HubFolder& operator=(const HubFolder&) = delete;
  ~HubFolder() {
    keeper_.reset();
    std::filesystem::remove_all(path);
  }

  void write(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories((path / file).parent_path());
    std::ofstream(path / file, std::ios::binary) << text;
  }
  /// Opened anew, with the files as they are now.
  Hub open() const { return open_hub(load_configuration(path, "")); }
  SyncReport sync(const SyncRequest& request = {}) const {
    Hub hub = open();
    return musubi::sync(hub, request, clock);
  }
  Session begin() { return keeper_->begin(); }
  /// The first column of all rows, a blank behind each.
  std::string values(const std::string& sql) {
    std::string out;
    for (const auto& row : begin().select(sql).rows) out += row[0].value_or("NULL") + " ";
    return out;
  }

  std::filesystem::path path;
  SystemClock clock;

 private:
  std::optional<Store> keeper_;
};

/// What failed: "stream: sentence" or "all: sentence", a line each.
inline std::string failures(const SyncReport& report) {
  std::string out;
  for (const ConnectionReport& c : report.connections) {
    for (const auto& [stream, failure] : c.failed_streams) out += stream + ": " + render(failure, Lang::en) + "\n";
    if (c.failure) out += "all: " + render(*c.failure, Lang::en) + "\n";
  }
  return out;
}

/// "stream read/new/changed/unchanged/quarantined/deleted" of all streams, a blank behind each.
inline std::string figures(const SyncReport& report) {
  std::string out;
  for (const ConnectionReport& c : report.connections)
    for (const RunStream& s : c.streams) {
      out += s.stream + " ";
      for (int64_t n : {s.read, s.fresh, s.changed, s.unchanged, s.quarantined, s.deleted}) out += std::to_string(n) + "/";
      out += " ";
    }
  return out;
}

}  // namespace musubi::testing
