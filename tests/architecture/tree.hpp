// The source tree as a list of files, and what the checks have in common.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::architecture {

/// A file by its path from the root, with '/'.
struct File {
  std::string path, text;
  bool is_header() const { return path.ends_with(".hpp") || path.ends_with(".h"); }
  bool is_cpp() const { return is_header() || path.ends_with(".cpp"); }
  /// Made by a program, not written: exempt from size.
  bool is_generated() const {
    return path.ends_with(".inc") || path.find("/generated/") != std::string::npos;
  }
};
using Files = std::vector<File>;

/// What a check has found; line 0 is the file as a whole.
struct Finding {
  std::string path;
  int line = 0;
  std::string what;
  friend auto operator<=>(const Finding&, const Finding&) = default;
};
using Findings = std::vector<Finding>;

/// One "path:line: what" per line; "" if there is none.
std::string printed(const Findings& findings);

/// The checkout and the build folder, from the environment that ctest sets (MUSUBI_SOURCE, MUSUBI_BUILD).
std::filesystem::path source_root();
std::filesystem::path build_root();

/// All text files of the project, by path: not those of git, of build folders and of caches.
const Files& project();

/// The same text with comments, and what stands between quotes, blanked; lines and columns stay.
std::string code_of(std::string_view text);

/// Lines, without their ends.
std::vector<std::string_view> lines_of(std::string_view text);

/// "core/text/fold.hpp" → "text"; "connectors/file/…" → "connectors/file"; "tests"; "" elsewhere.
std::string room_of(std::string_view path);

}  // namespace musubi::architecture
