// When credentials end that no read renews: tokens that say it themselves (JWT), those with a date in the
// settings, the date that a connection states for a key that says nothing (credential_ends), and logins whose source or settings say how long they hold.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/request/login.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// Seconds since 1970; nothing where the token does not say it.
std::optional<int64_t> end_of_jwt(std::string_view token);

/// What is kept beside a login's token, so that its end is told while this very token is used.
std::string noted_end(int64_t end, const std::string& token);
std::optional<int64_t> end_as_noted(const std::string& note, const std::string& token);

/// Tells the host of the credentials that these streams and their parents use. Asks nobody. Throws Trouble.
void tell_endings(const Session& session, const std::vector<const Stream*>& streams);

}  // namespace musubi::http
