// Codes of mail servers in running text: replies (550, RFC 5321) and enhanced status codes (5.1.1, RFC 3463).
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

/// The first enhanced status code ("5.1.1") in `words`; "" if there is none. Pure, like all here.
std::string status_in(std::string_view words);
/// The first reply code (550) that begins with 4 or 5 in `words`; "" if there is none.
std::string reply_in(std::string_view words);

/// The code of the answer in which the words at `at` stand: the last one before them, the enhanced status where both are there (550 5.1.1);
/// else the first one closely behind ("user unknown #5.1.1"); "" if there is none.
std::string code_near(std::string_view words, size_t at);

}  // namespace musubi::mail
