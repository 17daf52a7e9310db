// A request from its parts to a good answer: credentials, error handlers, declared repetitions.
#pragma once
#include <optional>

#include "connectors/http/request/build.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// The answer, nothing where the manifest says to ignore it. Throws Failure with who must act, Trouble,
/// Stopped.
std::optional<HttpAnswer> send(Session& session, const Requester& requester, const Scope& scope,
                               const Additions& additions);

/// Adds the credentials an authenticator asks for; may ask the source for a token. Throws as send does.
void authenticate(Session& session, const Authenticator& authenticator, const Scope& scope,
                  Additions& additions);
/// Whether a token that the source no longer takes can be replaced by a new one.
bool can_renew(const Session& session, const Authenticator& authenticator);
/// The next authenticate asks for a new token.
void forget_token(Session& session, const Authenticator& authenticator);

}  // namespace musubi::http
