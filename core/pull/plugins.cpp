#include <unistd.h>

#include <cstdio>
#include <map>
#include <mutex>

#include "core/base/nearest.hpp"
#include "core/pull/plugin.hpp"
#include "core/pull/source.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

/// NAME.so of all folders; the first folder that has a name wins.
std::map<std::string, fs::path> find_files(const std::vector<fs::path>& folders) {
  std::map<std::string, fs::path> out;
  for (const fs::path& folder : folders) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
      if (entry.path().extension() == ".so") out.emplace(entry.path().stem().string(), entry.path());
  }
  return out;
}

PluginInfo describe_table(const mu_connector& t, const fs::path& file) {
  return {
      t.name, t.version, t.config_schema, file, t.read != nullptr, t.receive != nullptr, t.fetch != nullptr,
      {}};
}

void warn_on_stderr(const std::string& connection, int level, std::string_view line) {
  if (level < MU_LOG_WARN) return;
  std::fprintf(stderr, "%s: %.*s\n", connection.c_str(), static_cast<int>(line.size()), line.data());
}

}  // namespace

struct Plugins::Impl {
  std::vector<fs::path> folders;
  std::mutex mutex;
  std::map<std::string, mu_connector, std::less<>> loaded;

  mu_connector load(const std::string& name, const fs::path& file) {
    std::lock_guard lock(mutex);
    if (auto found = loaded.find(name); found != loaded.end()) return found->second;
    mu_connector table = load_plugin(file);
    if (name != table.name) {
      throw Error("pull.no_plugin",
                  {{"file", file.string()},
                   {"ja", "ファイル名と異なる「" + std::string(table.name) + "」を名乗っています。"},
                   {"en", "It calls itself “" + std::string(table.name) + "”, unlike its file."}});
    }
    return loaded.emplace(name, table).first->second;
  }

  std::pair<mu_connector, fs::path> find(const std::string& name) {
    auto files = find_files(folders);
    auto found = files.find(name);
    if (found != files.end()) return {load(name, found->second), found->second};
    std::vector<std::string> names;
    for (const auto& [each, file] : files) names.push_back(each);
    std::string near = nearest(name, names);
    throw Error(near.empty() ? "pull.unknown_connector" : "pull.unknown_connector_near", {{"connector", name}, {"nearest", near}});
  }
};

Plugins::Plugins(std::vector<fs::path> folders) : impl_(new Impl{std::move(folders), {}, {}}) {}
Plugins::Plugins(Plugins&&) noexcept = default;
Plugins::~Plugins() = default;

std::vector<PluginInfo> Plugins::list() {
  std::vector<PluginInfo> out;
  for (const auto& [name, file] : find_files(impl_->folders)) {
    try {
      out.push_back(describe_table(impl_->load(name, file), file));
    } catch (const Error& e) {
      out.push_back({name, "", "", file, false, false, false, e.message()});
    }
  }
  return out;
}

PluginInfo Plugins::describe(std::string_view name) {
  auto [table, file] = impl_->find(std::string(name));
  return describe_table(table, file);
}

Source Plugins::open(ConnectionSettings connection, RetryPolicy retry, Log log) {
  mu_connector table = impl_->find(connection.connector).first;
  apply_schema(connection, table.config_schema);
  if (!log) {
    log = [name = connection.name](int level, std::string_view line) { warn_on_stderr(name, level, line); };
  }
  return Source(std::make_unique<Source::Impl>(table, std::move(connection), retry, std::move(log)));
}

std::vector<fs::path> own_connector_folders() {
  std::error_code none;
  fs::path here = fs::read_symlink("/proc/self/exe", none).parent_path();
  std::vector<fs::path> out{here / "connectors"};
  for (const char* lib : {"lib", "lib64"}) {
    fs::path base = here.parent_path() / lib;
    out.push_back(base / "musubi/connectors");
    for (const auto& entry : fs::directory_iterator(base, none))  // Debian's lib/x86_64-linux-gnu
      if (fs::is_directory(entry.path() / "musubi/connectors", none))
        out.push_back(entry.path() / "musubi/connectors");
  }
  std::erase_if(out, [&](const fs::path& folder) { return !fs::is_directory(folder, none); });
  return out;
}

}  // namespace musubi
