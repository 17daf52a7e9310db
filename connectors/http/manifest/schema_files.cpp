#include "connectors/http/manifest/schema_files.hpp"

#include <algorithm>
#include <fstream>

namespace musubi::http {
namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kLargest = 4 * 1024 * 1024;

bool leaves_its_folder(const fs::path& path) {
  return path.is_absolute() || std::ranges::find(path, fs::path("..")) != path.end();
}

/// Manifests name a file from above their own folder (./source_x/schemas/a.json) or from within it.
fs::path found_file(const fs::path& folder, const fs::path& path) {
  fs::path inner;
  for (auto step = std::next(path.begin()); step != path.end(); ++step) inner /= *step;
  std::error_code none;
  for (const fs::path& one : {folder / path, folder / inner})
    if (fs::is_regular_file(one, none) && fs::file_size(one, none) <= kLargest) return one;
  return {};
}

}  // namespace

void read_schema_files(Manifest& manifest, const fs::path& folder) {
  for (Stream& stream : manifest.streams) {
    fs::path path = fs::path(stream.schema_file).lexically_normal();
    if (path.empty()) continue;
    auto lacks = [&](const char* id) {
      manifest.lacks.push_back({stream.path + ".schema_loader.file_path", id, {{"file", path.string()}}});
    };
    if (leaves_its_folder(path)) {
      lacks("outside");
      continue;
    }
    fs::path file = found_file(folder, path);
    if (file.empty()) continue;
    std::ifstream in(file, std::ios::binary);
    Json schema = Json::parse(in, nullptr, false);
    if (schema.is_object())
      stream.schema = std::move(schema);
    else
      lacks("no_object");
  }
}

}  // namespace musubi::http
