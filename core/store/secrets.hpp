// Secrets that connectors have handed over to be kept (a rotated token), in hub.secret: AES-256-GCM with a nonce of its own for each
// write and connection and name as associated data. The key, 32 random bytes in <data>/secrets.key (0600), is made with the first
// secret and stands outside the database; a backup holds both.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/store/store.hpp"

namespace musubi {

/// One connection's kept secrets. `configured`: what its settings hold, by the secret's name. Used by one thread at a time.
class KeptSecrets {
 public:
  KeptSecrets(Store& store, std::filesystem::path data, std::string connection, std::map<std::string, std::string> configured);

  /// What the connector is lent: what it kept last, else what is configured. A value that has been configured anew since wins. Throws
  /// Error "store.secret_key_lost" where what is kept cannot be read.
  std::map<std::string, std::string> lent();

  /// Durable when it returns, in a transaction of its own. Throws Error.
  void keep(const std::string& name, const std::string& value, Time at);

  /// The connection's secrets are held by whoever holds what comes back, in whatever process, until it is destroyed. Waits, at most
  /// two minutes; nothing where `stopping` says so. Throws Error "store.secret_held". Costs a connection of the database.
  std::optional<Session> hold(const std::function<bool()>& stopping);

 private:
  Store& store_;
  std::filesystem::path key_file_;
  std::string connection_;
  std::map<std::string, std::string> configured_;
};

/// False where no connection has kept a secret yet beside this data directory; without the database.
bool secrets_were_kept(const std::filesystem::path& data);

/// Forgets what a connection kept, so that the configured values count again. Returns how many secrets went.
size_t forget_secrets(Store& store, const std::string& connection);

}  // namespace musubi
