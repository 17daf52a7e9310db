// Access tokens for XOAUTH2.
#pragma once
#include <string>

#include "connectors/mail/imap/account.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::mail {

/// What the token endpoint answered.
struct TokenAnswer {
  long status = 0;
  std::string access_token, refresh_token;  // "" where there is none
  Pairs args;                               // endpoint and status, for a sentence
  bool given() const { return status == 200 && !access_token.empty(); }
};

/// Asks the account's token_endpoint, as its client. Throws Failure: MU_CONFIG where that may not be asked (http:// to another machine) or
/// is not trusted, MU_RATE and MU_TRANSIENT where it cannot be asked now; Stopped.
TokenAnswer ask_for_token(const Host& host, const Account& account, Pairs form);

/// auth.token, or, where the account has a token_endpoint, a new one from there: by auth.refresh_token, else, where no person is to log in,
/// by client_id and client_secret alone. A refresh token that rotates is kept before the new token is used. Throws as ask_for_token does,
/// and Failure: MU_AUTH where it is refused or nobody has logged in, MU_CONFIG where a setting is missing.
std::string access_token(const Host& host, const Account& account);

/// As application/x-www-form-urlencoded; what has no value is left out.
std::string form_of(const Pairs& values);

}  // namespace musubi::mail
