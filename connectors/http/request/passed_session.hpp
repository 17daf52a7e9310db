// A LegacySessionTokenAuthenticator: a session token of the settings while the source takes it, else one by user name and password.
#pragma once
#include <string>

#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// Asks the source once whether it takes the token of the settings, and once a day for another where it does not. Throws Failure
/// with who must act.
std::string passed_session_token(Session& session, const Authenticator::PassedSession& of, const Scope& scope);

}  // namespace musubi::http
