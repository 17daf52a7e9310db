#include "core/flow/secrets.hpp"

namespace musubi {
namespace {

ConnectionSettings applied(Hub& hub, ConnectionSettings settings) {
  apply_schema(settings, hub.plugins.describe(settings.connector).config_schema);
  return settings;
}

}  // namespace

LentSecrets::LentSecrets(Hub& hub, const ConnectionSettings& settings, const Clock& clock)
    : settings_(applied(hub, settings)), kept_(hub.store, hub.configuration.hub.data, settings.name, settings_.secrets), clock_(clock) {}

ConnectionSettings LentSecrets::settings() {
  ConnectionSettings out = settings_;
  out.secrets = kept_.lent();
  return out;
}

std::function<void(std::string_view, std::string_view)> LentSecrets::keeper() {
  return [this](std::string_view name, std::string_view value) { kept_.keep(std::string(name), std::string(value), clock_.now()); };
}

}  // namespace musubi
