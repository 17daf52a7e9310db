// Where the large providers of mail let people log in by OAuth 2, and what for.
#pragma once
#include <string>

#include "connectors/mail/imap/account.hpp"

namespace musubi::mail {

/// Sets token_endpoint, consent and what of them is known of `provider` (google, microsoft); what is set already stays. `tenant`: of
/// Microsoft, "" any organisation's. False where the provider is not known.
bool take_provider(const std::string& provider, const std::string& tenant, Account& account);

}  // namespace musubi::mail
