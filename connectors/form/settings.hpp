// The settings of this connector (config.schema.json), read into values.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/encoding.hpp"

namespace musubi::form {

struct FieldSettings {
  std::string name, label, type = "text";
  std::vector<std::string> options;
  bool required = false;
};

/// Where the page stands, if that is a web server of others (relay/relay.php); an empty `endpoint`: nowhere.
struct RelaySettings {
  std::string endpoint;
  int timeout = 60;     // seconds without a byte
  std::string ca_file;  // "" = the system's authorities
};

struct Settings {
  std::string title = "お問い合わせ", intro;
  bool japanese = true;
  std::vector<FieldSettings> fields;
  std::optional<text::Encoding> encoding;  // nullopt: to be found
  std::string honeypot = "website_url", thanks, redirect;
  std::vector<std::string> origins;  // pages that may post with fetch and read the answer
  RelaySettings relay;
};

/// Throws Failure MU_CONFIG that names the setting (the host has checked them before, but a plug-in does not rely on it).
Settings read_settings(std::string_view config);

}  // namespace musubi::form
