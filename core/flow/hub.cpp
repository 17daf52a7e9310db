#include "core/flow/hub.hpp"

namespace musubi {

std::vector<std::filesystem::path> connector_folders(const Configuration& configuration) {
  std::vector<std::filesystem::path> folders = configuration.hub.connector_paths;
  for (auto& own : own_connector_folders()) folders.push_back(std::move(own));
  return folders;
}

Hub open_hub(Configuration configuration) {
  Rules rules = load_rules(configuration);
  Store store = Store::open(configuration.hub.database_url, configuration.hub.data.string(), configuration.hub.readers);
  std::vector<std::filesystem::path> folders = connector_folders(configuration);
  return Hub{std::move(configuration), std::move(rules), std::move(store), Plugins(std::move(folders))};
}

}  // namespace musubi
