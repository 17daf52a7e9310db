// The settings of this connector (config.schema.json), read into values.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/sdk/connector.hpp"

namespace musubi::beacon {

struct Settings {
  std::vector<std::string> origins;
  std::string cookie = "musubi_visitor", field = "musubi_visitor";
  int64_t cookie_days = 365;
  std::vector<std::string> secrets;  // of logins
  std::chrono::seconds tolerance{3600};
  size_t body_limit = 8192;
};

/// Throws Failure MU_CONFIG that names the setting (the host has checked them before, but a plug-in does not rely on it).
Settings read_settings(const Host& host, std::string_view config);

}  // namespace musubi::beacon
