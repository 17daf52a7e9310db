// The secrets that a connection's plug-in works with: what it has handed over itself before what is configured.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "core/flow/hub.hpp"
#include "core/store/secrets.hpp"

namespace musubi {

class LentSecrets {
 public:
  /// Checks the connection's settings against its plug-in's schema (apply_schema). `clock` must outlive it. Throws Error.
  LentSecrets(Hub& hub, const ConnectionSettings& settings, const Clock& clock);

  /// The settings with the secrets to work with. Throws Error "store.secret_key_lost".
  ConnectionSettings settings();

  /// Takes a rotated secret; durable when it returns, also in a dry run: the old one may be worth nothing any more.
  std::function<void(std::string_view name, std::string_view value)> keeper();

 private:
  ConnectionSettings settings_;
  KeptSecrets kept_;
  const Clock& clock_;
};

}  // namespace musubi
