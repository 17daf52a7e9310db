// One file of connections/.
#pragma once
#include <filesystem>
#include <string>

#include "core/settings/settings.hpp"

namespace musubi {

/// Reads connections/<name>.yaml; the plug-in's own settings stay texts until apply_schema. Throws Error.
ConnectionSettings read_connection(const std::filesystem::path& file, const std::string& hub_zone);

}  // namespace musubi
