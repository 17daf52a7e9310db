// The secrets that a connection's plug-in works with: what it has handed over itself before what is configured.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/flow/hub.hpp"
#include "core/pull/heard.hpp"
#include "core/store/secrets.hpp"

namespace musubi {

class LentSecrets {
 public:
  /// Checks the connection's settings against its plug-in's schema (apply_schema). `clock` must outlive it. Throws Error.
  LentSecrets(Hub& hub, const ConnectionSettings& settings, const Clock& clock);
  /// For a look at a source without a hub: `store` opens the database (and may be called again), and is asked only where something
  /// was kept under the hub's data, or is to be.
  LentSecrets(Plugins& plugins, const HubSettings& hub, std::function<Store&()> store, const ConnectionSettings& settings, const Clock& clock);

  /// The settings with the secrets to work with. Throws Error "store.secret_key_lost".
  ConnectionSettings settings();

  /// The source that these settings open; what it keeps outside of a read (in `check`) is kept as well, and when its credentials end
  /// and what it advises is remembered. This must outlive it. Of `heard` what hears requests, doubts and lines counts; sentences are in the hub's language.
  Source open(Plugins& plugins, RetryPolicy retry = {}, Heard heard = {});
  /// One "flow.credential_ends" for each credential that, as far as the source has said, ends within two weeks.
  std::vector<Message> ending(const std::string& zone) const;

  /// What the source has said that a person should look at in its settings; each once.
  const std::vector<Message>& advice() const { return *advice_; }

  /// Takes a rotated secret; durable when it returns, also in a dry run: the old one may be worth nothing any more.
  std::function<void(std::string_view name, std::string_view value)> keeper();

  /// Holds the secrets of this connection against all other readers, and lends what was kept last.
  HoldSecrets holder();

 private:
  KeptSecrets kept() const;

  ConnectionSettings settings_;
  std::filesystem::path data_;
  std::function<Store&()> store_;
  Lang lang_;
  bool open_;  // the database, for whatever else
  const Clock& clock_;
  std::shared_ptr<std::map<std::string, Time>> ends_ = std::make_shared<std::map<std::string, Time>>();  // by the credential's name
  std::shared_ptr<std::vector<Message>> advice_ = std::make_shared<std::vector<Message>>();
};

}  // namespace musubi
