// What a source says itself of a failure, for the sentence that tells of it.
#pragma once
#include <string>

#include "connectors/http/request/http_client.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// `text` as it may stand within a sentence: on one line, without the session's secrets and `token`, without an end mark, and of
/// more than 200 bytes the beginning, cut between two characters.
std::string quotable(const Session& session, std::string text, const std::string& token = "");

/// The first text of a JSON answer under the members that sources use for their errors, as `quotable` has it; "" where there is
/// none.
std::string words_of(const Session& session, const HttpAnswer& answer, const std::string& token = "");

/// The same of the JSON that a token endpoint answered: `error` and `error_description` (RFC 6749, 5.2) where it has both.
std::string words_of_login(const Session& session, const Json& body);

}  // namespace musubi::http
