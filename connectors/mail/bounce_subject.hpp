// Whom the words of a refusal speak of: of the recipient, or of the mail and who wrote it.
#pragma once
#include <string_view>

namespace musubi::mail {

/// Whether the words `phrase`, which stand at `at`, are of the mail, its sender or its attachment ("header from domain does not exist",
/// "送信元のメールアドレスが存在しません"), as what stands before and behind them in their sentence says. `said` in lower case. Pure, like all here.
bool is_of_the_mail(std::string_view said, size_t at, std::string_view phrase);

/// Where a sentence in Japanese says that a recipient's address is not there (登録されておりません, 廃止されました), whatever its politeness; npos where none does.
size_t gone_in_japanese(std::string_view said);

/// Whether the words name the recipient, so that they can mean nothing else; "mailbox unavailable" does not, the text of 550 itself (RFC 5321 §4.2.3).
bool names_recipient(std::string_view phrase);

}  // namespace musubi::mail
