#include "core/app/command.hpp"

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
  Hub hub = open_hub(std::move(configuration));
  context.server_log = hub.store.server_log();
  return hub;
}

const ConnectionSettings& known_connection(const Configuration& configuration, const std::string& name) {
  return connection_named(configuration, name);
}

}  // namespace musubi
