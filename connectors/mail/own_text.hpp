// What the sender of a mail wrote, without what is quoted of others.
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

/// Left out: lines that begin with ">" and the line that introduces them; behind "-----Original Message-----" (==== 元メール ====), a copied header block (From,
/// Sent, To …) or an introduction without ">" all that follows. Answers below or between quotes stay. Linear.
std::string own_text(std::string_view text);

}  // namespace musubi::mail
