// Ending a call with a sentence of this connector's messages.
#pragma once
#include <string>
#include <utility>

#include "core/sdk/connector.hpp"

namespace musubi::mail {

/// Throws Failure MU_CONFIG.
[[noreturn]] inline void config_failure(std::string id, Pairs args = {}) {
  throw Failure(MU_CONFIG, std::move(id), std::move(args));
}

/// Throws Failure MU_AUTH.
[[noreturn]] inline void auth_failure(std::string id, Pairs args = {}) {
  throw Failure(MU_AUTH, std::move(id), std::move(args));
}

/// Throws Failure MU_TRANSIENT.
[[noreturn]] inline void transient_failure(std::string id, Pairs args = {}) {
  throw Failure(MU_TRANSIENT, std::move(id), std::move(args));
}

/// Throws Failure MU_DATA.
[[noreturn]] inline void data_failure(std::string id, Pairs args = {}) {
  throw Failure(MU_DATA, std::move(id), std::move(args));
}

}  // namespace musubi::mail
