#include "core/flow/secrets.hpp"

#include <algorithm>

#include "core/pull/heard.hpp"

namespace musubi {
namespace {

ConnectionSettings applied(Plugins& plugins, ConnectionSettings settings) {
  apply_schema(settings, plugins.describe(settings.connector).config_schema);
  return settings;
}

}  // namespace

LentSecrets::LentSecrets(Hub& hub, const ConnectionSettings& settings, const Clock& clock)
    : settings_(applied(hub.plugins, settings)), data_(hub.configuration.hub.data), store_([&hub]() -> Store& { return hub.store; }), lang_(hub.configuration.hub.lang), open_(true), clock_(clock) {}

LentSecrets::LentSecrets(Plugins& plugins, const HubSettings& hub, std::function<Store&()> store, const ConnectionSettings& settings, const Clock& clock)
    : settings_(applied(plugins, settings)), data_(hub.data), store_(std::move(store)), lang_(hub.lang), open_(false), clock_(clock) {}

KeptSecrets LentSecrets::kept() const { return {store_(), data_, settings_.name, settings_.secrets}; }

ConnectionSettings LentSecrets::settings() {
  ConnectionSettings out = settings_;
  if (open_ || secrets_were_kept(data_)) out.secrets = kept().lent();
  return out;
}

Source LentSecrets::open(Plugins& plugins, RetryPolicy retry, Heard heard) {
  heard.keep = keeper();
  heard.hold = holder();
  heard.lang = lang_;
  heard.ends = [held = ends_](const std::string& credential, Time at) { (*held)[credential] = at; };
  heard.advice = [held = advice_](const Message& one) {
    if (std::ranges::find(*held, one) == held->end()) held->push_back(one);
  };
  return open_heard(plugins, settings(), retry, std::move(heard));
}

std::function<void(std::string_view, std::string_view)> LentSecrets::keeper() {
  return [this](std::string_view name, std::string_view value) { kept().keep(std::string(name), std::string(value), clock_.now()); };
}

HoldSecrets LentSecrets::holder() {
  return [this](const std::function<bool()>& stopping) {
    KeptSecrets all = kept();
    HeldSecrets out;
    if (auto hold = all.hold(stopping)) out = {std::make_shared<Session>(std::move(*hold)), all.lent()};
    return out;
  };
}

std::vector<Message> LentSecrets::ending(const std::string& zone) const {
  constexpr std::chrono::days notice{14};
  std::vector<Message> out;
  for (const auto& [credential, end] : *ends_)
    if (end < clock_.now() + notice) out.push_back({"flow.credential_ends", {{"connection", settings_.name}, {"credential", credential}, {"date", format_local(end, zone)}}});
  return out;
}

}  // namespace musubi
