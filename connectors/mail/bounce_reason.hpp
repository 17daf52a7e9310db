// Why a mail was refused, from the words and codes of the server that refused it.
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

enum class Reason : uint8_t {
  user_unknown, host_unknown, moved,  // the address itself is dead
  mailbox_full, too_big, suspended, authentication, blocked, spam, policy, sender, filtered, relay, rate, expired, network, system, other
};

/// snake_case, as the enumerators.
std::string_view reason_word(Reason reason);

/// Whether the address itself is dead (design.md §10).
inline bool is_permanent(Reason reason) {
  return reason <= Reason::moved;
}

/// What `words` (a diagnostic, or the lines about one recipient) and `status` ("5.1.1", "" unknown) say. Words outweigh codes, since many
/// servers answer with codes of another kind; but no words make an address dead in an answer whose code is of the sender, of the text, or
/// of something that passes. Pure.
Reason reason_of(std::string_view words, std::string_view status);

/// At which command the other server said no. After the text has been sent (data) it knows the recipient, or has not looked yet: Japanese
/// carriers answer "unknown user" there where the reader's own filter refused. At MAIL FROM and before, it speaks of the sender.
enum class Stage : uint8_t { recipient, sender, data };
/// As reports put it in words: "(in reply to end of DATA command)", "after MAIL FROM".
Stage stage_of(std::string_view words);
/// As a transcript shows it: the command (>>>) before the first refusal (<<< 550) that names the recipient ("" any).
Stage stage_in_transcript(std::string_view transcript, std::string_view recipient);
/// A reason as the stage lets it stand: an address that was refused for its sender or its text is not dead, unless `status` says of the
/// address itself that it is wrong (5.1.1, 5.1.10), or `words` say more of its owner than "user unknown" ("no such mailbox").
Reason at_stage(Reason reason, Stage stage, std::string_view words, std::string_view status);

}  // namespace musubi::mail
