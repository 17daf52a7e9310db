// What a server means by saying no (RFC 3501 §7.1, RFC 5530), and who must act.
#pragma once
#include <chrono>
#include <optional>

#include "connectors/mail/imap/account.hpp"
#include "connectors/mail/imap/reply.hpp"

namespace musubi::mail {

/// MU_RATE or MU_TRANSIENT where the code of a NO, BAD or BYE says that a later try may go well, or, where it has none that says why, its
/// words do ("Server Unavailable. 15"); else MU_OK. Pure.
int said_by(const Reply& refusal);

/// How long to wait, where the words tell: "Suggested Backoff Time: 1500 milliseconds". Pure.
std::optional<std::chrono::milliseconds> pause_in(const Reply& refusal);

/// Throws Failure MU_RATE or MU_TRANSIENT where `refusal` says so; returns where it does not.
void heed(const Reply& refusal, const Account& account);

/// Throws what `refusal` says, and MU_TRANSIENT where it says nothing: of commands that no setting of ours can make wrong.
[[noreturn]] void take_for_unwell(const Reply& refusal, const Account& account);

}  // namespace musubi::mail
