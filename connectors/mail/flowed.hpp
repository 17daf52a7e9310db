// Paragraphs that a mailer has broken to be put together again (RFC 3676, format=flowed).
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

/// A line that ends in a blank goes on in the next one of as many ">"; with `delsp` that blank is no part of the text. Blanks that were put before
/// "From" and ">" are taken off; "-- " ends a paragraph. Line ends are \n. Pure.
std::string unflowed(std::string_view text, bool delsp);

}  // namespace musubi::mail
