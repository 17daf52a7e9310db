// Texts with {{placeholders}}, as a manifest's oauth_connector_input_specification has them. They are no
// expressions: one may stand inside another.
//
//   text        = { literal | "{{" content "}}" }
//   content     = value [ "|" filter ]
//   value       = name | text with placeholders | [ "(" ] term { "~" term } [ ")" ]
//   filter      = urlEncoder | urlDecoder | base64Encoder | base64Decoder | codeChallengeS256
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace musubi::http {

/// The value of a name; nothing where there is none.
using Look = std::function<std::optional<std::string>(const std::string& name)>;

/// Throws Trouble for an unknown name or filter, and for braces that are left open. What a value holds is not
/// read again.
std::string filled_placeholders(std::string_view text, const Look& look);

/// base64url(SHA-256(verifier)) without padding: RFC 7636.
std::string code_challenge(std::string_view verifier);
/// `length` letters, digits, "-" and "_" from the system's source of randomness.
std::string random_token(size_t length);

}  // namespace musubi::http
