// Signatures: who the sender of a mail says to be.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mail/people.hpp"

namespace musubi::mail {

/// What a signature names; "" and empty where it names none. `phones`: the person's own (direct, mobile, or without a word); `main`: the
/// company's (代表, 0120); FAX numbers are in neither.
struct Signature {
  std::string text;  // as it stands
  std::string name, company, department, title, address, email, url;
  std::vector<std::string> phones, main, fax;
};

/// The signature at the end of what the sender wrote (own_text.hpp): the last block of short lines with ways to reach somebody or a post,
/// by rules (━━━, ---, ***, "-- ") or blank lines. nullopt where there is none, or where it names somebody else than `sender`: another
/// e-mail address, or another person's name. Only the last 60 lines are looked at.
std::optional<Signature> signature_of(std::string_view own_text, const Person& sender);

}  // namespace musubi::mail
