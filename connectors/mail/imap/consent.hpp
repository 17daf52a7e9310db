// A person's first login by OAuth 2 with PKCE (RFC 7636), for XOAUTH2: the stream $login of docs/connector-spec.md, "A login".
#pragma once
#include <string>
#include <string_view>

#include "connectors/mail/imap/account.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::mail {

inline constexpr std::string_view kLoginStream = "$login";

/// With an empty `state`: gives one record, {"open", "redirect"}, and a state, without touching the network. With that state and "returned"
/// in it: keeps auth/refresh_token. Throws Failure: MU_CONFIG where the account has no login, MU_AUTH where it was not granted, and as
/// ask_for_token does; Stopped.
void log_in(const Host& host, const Account& account, std::string_view state);

/// What the authorization endpoint is told of the verifier (S256). Pure.
std::string code_challenge(std::string_view verifier);

}  // namespace musubi::mail
