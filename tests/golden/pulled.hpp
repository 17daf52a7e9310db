// Records as a plug-in reads them from files beside the scenarios.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/record/source.hpp"

namespace musubi::golden {

/// The text of mappings/NAME.yaml. Throws std::runtime_error where there is none.
std::string shipped_mapping(const std::string& name);

/// Names and texts of the mappings that a shipped preset has for a connection of that name. Throws Error where there is no such preset.
std::vector<std::pair<std::string, std::string>> preset_mappings(const std::string& preset, const std::string& connection);

/// Keys and JSON of what `connector` (mail or file) reads of a stream from `path` below tests/golden, in its order; `key`: columns of a
/// list. Mails from shop.example are one's own. Throws std::runtime_error for what it cannot read, Error as Source does.
std::vector<std::pair<std::string, std::string>> pulled(const StreamName& stream, const std::string& connector, const std::string& path, const std::vector<std::string>& key);

}  // namespace musubi::golden
