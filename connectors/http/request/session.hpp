// One opened connection to a source: the settings with their secrets, the client, and the tokens it was
// given. Used by one thread at a time.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/budget.hpp"
#include "connectors/http/request/http_client.hpp"
#include "connectors/http/request/settings.hpp"

namespace musubi::http {

/// A token and when it ends (microseconds since 1970).
struct Token {
  std::string value;
  int64_t ends = 0;
};

class Session {
 public:
  /// Opens nothing yet. `clock`: what time it is.
  Session(Host host, const Settings& settings, const Manifest& manifest, Clock clock);

  const Host& host() const { return host_; }
  const Clock& clock() const { return clock_; }
  const Json& config() const { return config_; }
  HttpClient& client() { return client_; }
  /// Throws Trouble where its limits cannot be evaluated.
  CallBudget& budget();
  /// `config` and nothing else.
  Names names() const;
  std::map<const void*, Token>& tokens() { return tokens_; }
  const Settings& settings() const { return settings_; }
  /// Whether a person logs in to this source (login.hpp).
  bool logs_in() const { return logs_in_; }

  /// `text` with every secret of the settings, as it stands and as URLs and JSON write it, replaced by "***".
  std::string struck_out(std::string text) const;

  /// Keeps a new value of a secret setting, durable before it is used. Throws Stopped.
  void keep(const std::vector<std::string>& path, const std::string& value);

 private:
  Host host_;
  Settings settings_;
  Clock clock_;
  HttpClient client_;
  Json config_;
  std::map<const void*, Token> tokens_;
  bool logs_in_;
  const ApiBudget& allowed_;
  std::optional<CallBudget> budget_;
  std::vector<std::string> secrets_;  // their values, longest first
  void add_secret(const std::string& value);
};

}  // namespace musubi::http
