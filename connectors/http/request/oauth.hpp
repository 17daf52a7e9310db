// OAuth 2: access tokens by refresh token or client credentials; a refresh token that rotates is kept before
// it is used.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// A request for tokens: `form` as a form, or as JSON where the headers say so.
HttpRequest token_request(const std::string& endpoint, const Json& headers, const Json& form);
/// The token endpoint's answer. Throws Failure RATE, TRANSIENT, or AUTH with the sentence `refused`; that one as well where `is_over`
/// says so of an answer that is no good one.
Json token_answer(Session& session, const HttpRequest& request, const char* refused, const std::function<bool(const HttpAnswer&)>& is_over = {});
/// A member of an answer, also where it stands deeper; null where it does not.
const Json* answer_member(const Json& in, const std::string& name);

/// When a token ends by what the settings say (token_expiry_date), in microseconds since 1970: in the manifest's format, as ISO
/// 8601, or as seconds or milliseconds since 1970. Nothing where it is none of these.
std::optional<int64_t> stated_end(const Authenticator::OAuth& oauth, const std::string& text);

/// Asks the token endpoint where the token at hand is over. Throws Failure AUTH where it is refused.
std::string access_token(Session& session, const Authenticator::OAuth& oauth, const Scope& scope);

}  // namespace musubi::http
