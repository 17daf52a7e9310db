// An opened hub: its configuration, rules, database and plug-ins, as every command needs them.
#pragma once
#include <memory>

#include "core/flow/rules.hpp"
#include "core/pull/pull.hpp"
#include "core/settings/settings.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// Opened once per command; used by one thread, but for `store`, which gives each thread its own session.
struct Hub {
  Configuration configuration;
  Rules rules;
  Store store;
  Plugins plugins;
};

/// The connection of that name. Throws Error "flow.no_such_connection", with the nearest right name where one is near.
const ConnectionSettings& connection_named(const Configuration& configuration, const std::string& name);

/// Compiles the rules, opens (or starts) the database, takes the match model that counts, and finds the plug-ins. Throws Error.
Hub open_hub(Configuration configuration);

/// The folders in which a configuration's plug-ins are looked for.
std::vector<std::filesystem::path> connector_folders(const Configuration& configuration);

}  // namespace musubi
