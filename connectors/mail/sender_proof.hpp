// Whether the company's own mail server says that a mail comes from the domain which its From names (RFC 8601).
#pragma once
#include <string>
#include <string_view>

#include "connectors/mail/mail.hpp"

namespace musubi::mail {

/// As `authserv_id`: the company's server writes no name of its own before its results (Microsoft 365), and puts its field on top of each mail.
inline constexpr std::string_view kNoAuthservId = "-";

/// True if the topmost Authentication-Results field was written by `authserv_id` (kNoAuthservId: has no name) and says dmarc=pass, or dkim=pass for the From's domain or
/// one above it. False without `authserv_id`, and where the mail has not exactly one sender. Fields below the topmost one, and one that
/// cannot be read to its end, say nothing: whoever sent the mail may have written them.
bool sender_is_proven(const Mail& mail, std::string_view authserv_id);

}  // namespace musubi::mail
