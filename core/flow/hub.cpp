#include "core/flow/hub.hpp"

#include "core/base/nearest.hpp"
#include "core/flow/models.hpp"

namespace musubi {

const ConnectionSettings& connection_named(const Configuration& configuration, const std::string& name) {
  if (const ConnectionSettings* found = configuration.find(name)) return *found;
  std::vector<std::string> known;
  for (const ConnectionSettings& c : configuration.connections) known.push_back(c.name);
  std::string near = nearest(name, known);
  throw Error(near.empty() ? "flow.no_such_connection" : "flow.no_such_connection_near",
              {{"name", name}, {"nearest", near}, {"where", (configuration.directory / "connections").string()}});
}

std::vector<std::filesystem::path> connector_folders(const Configuration& configuration) {
  std::vector<std::filesystem::path> folders = configuration.hub.connector_paths;
  for (auto& own : own_connector_folders()) folders.push_back(std::move(own));
  return folders;
}

Hub open_hub(Configuration configuration) {
  Rules rules = load_rules(configuration);
  Store store = Store::open(configuration.hub.database_url.value(), configuration.hub.data.string(), configuration.hub.readers);
  {
    Session session = store.begin();
    match_by(session, model_in_use(session), rules);
  }
  std::vector<std::filesystem::path> folders = connector_folders(configuration);
  return Hub{std::move(configuration), std::move(rules), std::move(store), Plugins(std::move(folders))};
}

}  // namespace musubi
