#include "connectors/http/request/session.hpp"

#include <set>

namespace musubi::http {
namespace {

std::string dotted(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& part : path) out += (out.empty() ? "" : ".") + part;
  return out;
}

/// Every path that may be a secret: what the specification names, and what templates read.
std::set<std::string> possible_secrets(const Manifest& manifest) {
  std::set<std::string> out = manifest.setting_paths;
  for (const std::string& path : value_paths(manifest.specification)) out.insert(path);
  return out;
}

}  // namespace

Session::Session(Host host, const Settings& settings, const Manifest& manifest, Clock clock)
    : host_(host),
      settings_(settings),
      clock_(std::move(clock)),
      client_(host_, settings_.http),
      config_(settings.values) {
  for (const std::string& path : possible_secrets(manifest))
    if (auto value = host_.secret("secrets/" + path)) set_at(config_, parts_of_path(path), *value);
  fit_to_specification(config_, manifest.specification);
}

Names Session::names() const {
  Names out;
  out.set("config", Value::borrowed(config_));
  return out;
}

void Session::keep(const std::vector<std::string>& path, const std::string& value) {
  host_.keep_secret("secrets/" + dotted(path), value);
  set_at(config_, path, value);
}

}  // namespace musubi::http
