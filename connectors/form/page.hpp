// The pages that people see.
#pragma once
#include <string>

#include "connectors/form/settings.hpp"

namespace musubi::form {

/// The form, with its nonce; posts to the address it was read from.
std::string form_page(const Settings& settings, const std::string& nonce);

/// A page with one sentence: thanks, or what is missing.
std::string notice_page(const Settings& settings, const std::string& sentence, bool back);

/// The pages' Content-Security-Policy. Browsers apply form-action to where an answer redirects a post as well, so the origin of
/// `redirect` is allowed; where a policy cannot write it (a host that is not plain ASCII, an address of IPv6), its scheme.
std::string security_policy(const Settings& settings);

/// What is said after a post.
std::string thanks(const Settings& settings);

}  // namespace musubi::form
