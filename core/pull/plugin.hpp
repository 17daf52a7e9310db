// One shared object as a connector's table.
#pragma once
#include <filesystem>

#include "core/base/error.hpp"
#include "core/sdk/connector_abi.h"

namespace musubi {

/// Loads `file` (RTLD_NOW, RTLD_LOCAL), never unloads it, and checks size, abi and what must be there. What
/// the plug-in's table is too short for is null. Throws Error "pull.no_plugin" with the file and the reason.
mu_connector load_plugin(const std::filesystem::path& file);

}  // namespace musubi
