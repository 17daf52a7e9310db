// A zip archive of lists, as customers and business systems send them: names in CP932, often a password.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::file {

/// A file taken out of an archive.
struct Unpacked {
  std::string name;   // without folders
  std::string bytes;
  std::vector<std::string> others;  // names of all lists in the archive, this one included
};

/// The list inside an archive: the one that matches `inside` (a name or a pattern), else the only one there is, else the
/// first by name (a chooser sees `others`). Folders, hidden files and those of macOS are no lists.
/// Throws Failure: MU_CONFIG inside_not_there with the names there are; MU_AUTH archive_password where it needs one or has
/// another; MU_DATA where it is empty, damaged, holds an archive, or unpacks to more than 1 GiB.
Unpacked unpack(std::string_view archive, const std::string& file, const std::string& inside, const std::string& password);

/// "xlsx", "ods" or "" for what a container of parts is by its parts.
std::string_view container_kind(std::string_view archive, const std::string& file);

}  // namespace musubi::file
