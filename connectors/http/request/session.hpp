// One opened connection to a source: the settings with their secrets, the client, and the tokens it was
// given. Used by one thread at a time.
#pragma once
#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/budget.hpp"
#include "connectors/http/request/http_client.hpp"
#include "connectors/http/request/settings.hpp"
#include "connectors/http/request/token_draw.hpp"
#include "connectors/http/request/tokens.hpp"

namespace musubi::http {

class Session {
 public:
  /// Opens nothing yet. `clock`: what time it is.
  Session(Host host, const Settings& settings, const Manifest& manifest, Clock clock);

  const Host& host() const { return host_; }
  const Clock& clock() const { return clock_; }
  const Json& config() const { return config_; }
  const Manifest& manifest() const { return manifest_; }
  /// True the first time that it is asked of.
  bool is_news(std::string said) { return told_.insert(std::move(said)).second; }
  HttpClient& client() { return client_; }
  /// Throws Trouble where its limits cannot be evaluated.
  CallBudget& budget();
  /// `config` and nothing else.
  Names names() const;
  Tokens& tokens() { return tokens_; }
  QuotaPools& quotas() { return quotas_; }
  /// Until when the source is to be left alone, because it said so to one request of many.
  std::chrono::steady_clock::time_point quiet_until() const { return quiet_until_; }
  void keep_quiet(std::chrono::steady_clock::time_point until) { quiet_until_ = std::max(quiet_until_, until); }
  /// How many requests may be on their way at once; 1 where the manifest says nothing. Throws Trouble.
  size_t at_once() const;
  /// How many jobs (manifest/job.hpp) the source may work at at once; 1 where the manifest says nothing. Throws Trouble.
  size_t jobs_at_once() const;
  const Settings& settings() const { return settings_; }
  /// Whether a person logs in to this source (login.hpp).
  bool logs_in() const { return logs_in_; }

  /// `text` with every secret of the settings, as it stands and as URLs and JSON write it, replaced by "***".
  std::string struck_out(std::string text) const;
  /// Has struck_out replace this as well, which is part of a secret or was given for one.
  void hide(const std::string& value) { add_secret(value); }

  /// Keeps a new value of a secret setting, durable before it is used. Throws Stopped.
  void keep(const std::vector<std::string>& path, const std::string& value);
  /// Takes a secret setting as the host lends it now; false where it lends none.
  bool read_again(const std::vector<std::string>& path);

 private:
  Host host_;
  Settings settings_;
  Clock clock_;
  HttpClient client_;
  Json config_;
  Tokens tokens_;
  QuotaPools quotas_;
  const Manifest& manifest_;
  std::set<std::string> told_;
  bool logs_in_;
  const ApiBudget& allowed_;
  const Concurrency& concurrency_;
  std::chrono::steady_clock::time_point quiet_until_{};
  std::optional<CallBudget> budget_;
  std::vector<std::string> secrets_;  // their values, longest first
  void add_secret(const std::string& value);
};

}  // namespace musubi::http
