#include "core/app/command.hpp"

#include "core/base/nearest.hpp"

namespace musubi {

Configuration configured(Context& context) {
  Configuration configuration = load_configuration(context.config, context.data);
  context.lang = context.asked_lang.value_or(configuration.hub.lang);
  context.zone = configuration.hub.zone;
  return configuration;
}

Hub opened(Context& context) {
  Configuration configuration = configured(context);
  context.interrupt = Interrupt::gently;
  return open_hub(std::move(configuration));
}

const ConnectionSettings& known_connection(const Configuration& configuration, const std::string& name) {
  std::vector<std::string> known;
  for (const ConnectionSettings& c : configuration.connections) known.push_back(c.name);
  const ConnectionSettings* found = configuration.find(name);
  if (!found) throw Error("flow.no_such_connection", {{"name", name}, {"nearest", nearest(name, known)}, {"where", (configuration.directory / "connections").string()}});
  return *found;
}

}  // namespace musubi
