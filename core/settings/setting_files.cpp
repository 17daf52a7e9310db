#include "core/settings/setting_files.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "core/settings/document.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

constexpr std::array kinds = {".yaml", ".yml", ".json", ".pem", ".crt", ".cer", ".ca", ".pub", ".txt", ""};

/// Whether a file that settings name belongs to them, rather than to what is read or is secret.
bool is_setting(const fs::path& file) {
  const bool kind = std::ranges::find(kinds, file.extension().string()) != kinds.end();
  const bool text = file.extension() == ".txt" || file.extension().empty();
  if (!kind || (text && file.filename().string().find("known_hosts") == std::string::npos)) return false;
  return read_bytes(file).find("PRIVATE KEY") == std::string::npos;
}

class Gathering {
 public:
  explicit Gathering(const fs::path& directory) : directory_(directory) {}

  /// The settings of a folder, and what they name.
  void add_folder(const fs::path& folder, bool named_too) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
      if (!entry.is_regular_file() || entry.path().extension() != ".yaml") continue;
      files_.insert(entry.path());
      if (named_too) add_named_by(entry.path());
    }
  }

  std::vector<SealedEntry> take() const {
    std::vector<SealedEntry> out;
    for (const fs::path& file : files_)
      if (!is_read(file)) out.push_back({"config/" + file.lexically_relative(directory_).generic_string(), file});
    return out;
  }

 private:
  /// Of a file that is none of ours (a compose.yaml with anchors), what it names is not known.
  void add_named_by(const fs::path& file) {
    try {
      const Json settings = read_document(file).value;
      add_named(settings);
      add_read(settings);
    } catch (const Error&) {
    }
  }

  void add_named(const Json& in) {
    if (in.is_string()) return add_file(in.get<std::string>());
    if (in.is_object() && in.size() == 1 && (in.contains("file") || in.contains("env")) && in.front().is_string()) return;  // a secret
    if (in.is_structured())
      for (const Json& one : in) add_named(one);
  }

  void add_file(const std::string& name) {
    if (name.empty() || name.size() > 1000 || name.find('\n') != std::string::npos) return;
    const fs::path file = (directory_ / name).lexically_normal(), inside = file.lexically_relative(directory_);
    std::error_code none;
    if (inside.empty() || *inside.begin() == ".." || *inside.begin() == "secrets" || !fs::is_regular_file(file, none) || !is_setting(file)) return;
    files_.insert(file);
  }

  /// What the streams of a connection read: config.streams.NAME.path, one or several, with * and ? for any characters.
  void add_read(const Json& settings) {
    static const Json::json_pointer streams("/config/streams");
    if (!settings.contains(streams) || !settings.at(streams).is_object()) return;
    for (const Json& stream : settings.at(streams)) {
      if (!stream.is_object() || !stream.contains("path")) continue;
      const Json& path = stream.at("path");
      for (const Json& one : path.is_array() ? path : Json::array({path}))
        if (one.is_string()) read_.push_back(pattern_of(directory_ / one.get<std::string>()));
    }
  }

  static std::string pattern_of(const fs::path& path) {
    std::string out;
    for (const char c : path.lexically_normal().string()) {
      if (c == '[' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  }

  bool is_read(const fs::path& file) const {
    return std::ranges::any_of(read_, [&](const std::string& pattern) { return fnmatch(pattern.c_str(), file.lexically_normal().c_str(), FNM_PATHNAME) == 0; });
  }

  fs::path directory_;
  std::set<fs::path> files_;
  std::vector<std::string> read_;
};

}  // namespace

std::vector<SealedEntry> configuration_files(const Configuration& configuration) {
  Gathering gathering(configuration.directory);
  gathering.add_folder(configuration.directory, true);
  gathering.add_folder(configuration.directory / "connections", true);
  gathering.add_folder(configuration.directory / "mappings", false);
  gathering.add_folder(configuration.directory / "manifests", false);
  return gathering.take();
}

}  // namespace musubi
