// The connector as the hub runs it: by its table, with a manifest in a file, and a host that writes down what
// it is told.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/sdk/connector.hpp"

namespace musubi::test {

/// A host; what it was told stands in its members.
class TellingHost {
 public:
  std::map<std::string, std::string> secrets;
  bool only_counts = false;  // records, of which there may be too many to keep
  size_t count = 0;
  int32_t keeping = MU_OK;  // what keep_secret gives

  std::vector<std::string> keys, records, states;
  std::vector<std::string> order;  // "keep NAME=VALUE", and what a test adds itself
  std::vector<std::string> held;   // "id: raw row"
  std::string failed_id, failed_sentence;
  std::vector<std::string> lines;  // of the log
  std::function<void()> when_held = [] {};  // while this host waits for the secrets

  TellingHost();
  TellingHost(const TellingHost&) = delete;
  const mu_host* table() const { return &table_; }
  std::string state() const { return states.empty() ? "" : states.back(); }

 private:
  mu_host table_{};
};

/// A folder with manifest.yaml, gone at the end.
class ManifestFolder {
 public:
  explicit ManifestFolder(const std::string& manifest);
  ~ManifestFolder();
  ManifestFolder(const ManifestFolder&) = delete;

  /// Writes a further file; its folders are made.
  void put(const std::string& name, const std::string& text) const;
  const std::filesystem::path& path() const { return path_; }
  /// Opens the connector with `settings` (a JSON object), reads `stream` from `state`, closes it.
  int32_t read(TellingHost& host, const std::string& settings, const std::string& stream = "items",
               const std::string& state = "") const;
  /// Opens the connector with `settings` and fetches records of `stream`.
  int32_t fetch(TellingHost& host, const std::string& settings, const std::vector<std::string>& keys,
                const std::string& stream = "items") const;
  std::string discover(TellingHost& host, const std::string& settings) const;
  /// Begins a login and, by another instance, ends it with what `browser` makes of its address; `more`:
  /// further members of the configuration.
  int32_t login(TellingHost& host, const std::string& settings, const std::string& more,
                const std::function<std::string(const std::string& open)>& browser) const;

 private:
  std::string config(const std::string& settings) const;
  int32_t read_with(const std::string& config, TellingHost& host, const std::string& stream,
                    const std::string& state) const;
  std::filesystem::path path_;
};

/// A manifest of one stream "items" with the key "id", which reads "items" of /items at the setting `base`.
/// Each argument is lines or members to add: to the stream, its retriever, its requester.
std::string items_manifest(const std::string& stream, const std::string& retriever = "",
                           const std::string& requester = "");

}  // namespace musubi::test
