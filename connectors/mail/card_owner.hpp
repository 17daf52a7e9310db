// Whose business card hangs on a mail.
#pragma once
#include "connectors/mail/card.hpp"
#include "connectors/mail/direction.hpp"

namespace musubi::mail {

enum class CardOwner : uint8_t {
  sender,  // who sent it bears its e-mail address or its name; or nothing tells the two apart
  other,   // somebody whom the sender, or one of us, passes on
  ours,    // one of us: the address is ours, or the mail is and the card names no address
};

/// `alone`: the mail has no other card. Pure.
CardOwner owner_of(const Card& card, const Mail& mail, const Ours& ours, bool alone);

}  // namespace musubi::mail
