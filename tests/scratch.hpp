// A folder for a test, under TMPDIR: `dev` puts that into memory, where removing thousands of files costs nothing.
#pragma once
#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace musubi {

/// Made anew, named musubi-NAME-…; open to all, so that a server started by root can live in it. The caller removes it.
inline std::filesystem::path scratch_folder(const std::string& name) {
  std::string path = (std::filesystem::temp_directory_path() / ("musubi-" + name + "-XXXXXX")).string();
  if (!mkdtemp(path.data())) throw std::runtime_error("no folder " + path);
  std::filesystem::permissions(path, std::filesystem::perms(0755));
  return path;
}

}  // namespace musubi
