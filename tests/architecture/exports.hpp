// A plug-in exports one symbol (design.md §5).
#pragma once
#include "tests/architecture/tree.hpp"

namespace musubi::architecture {

/// The plug-ins whose exported symbols are not musubi_connector alone, by `nm`.
Findings export_violations(const std::vector<std::filesystem::path>& plugins);

/// The .so files of a folder, by name.
std::vector<std::filesystem::path> plugins_in(const std::filesystem::path& folder);

}  // namespace musubi::architecture
