// Access tokens for XOAUTH2.
#pragma once
#include <string>

#include "connectors/mail/imap/account.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::mail {

/// auth.token, or, where the account has a token_endpoint, a new one from there: by auth.refresh_token, else by client_id and client_secret
/// alone. A refresh token that rotates is kept before the new token is used. Throws Failure: MU_AUTH where it is refused, MU_CONFIG where a
/// setting is missing, MU_RATE and MU_TRANSIENT where the endpoint cannot be asked now; Stopped.
std::string access_token(const Host& host, const Account& account);

}  // namespace musubi::mail
