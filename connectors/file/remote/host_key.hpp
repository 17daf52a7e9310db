// Whether a server's key is one that the settings trust.
#pragma once
#include <libssh2.h>

#include <string>

#include "connectors/file/remote/remote.hpp"

namespace musubi::file {

enum class Trust { known, unknown, changed };

/// The key of a session after its handshake: "ED25519 SHA256:…", as ssh-keygen -l prints it.
std::string fingerprint(LIBSSH2_SESSION* session);

/// `changed`: another key of the same kind is on record. Throws Failure MU_CONFIG where known_hosts cannot be
/// read.
Trust trust(LIBSSH2_SESSION* session, const RemoteSettings& settings, const std::string& host, int port);

}  // namespace musubi::file
