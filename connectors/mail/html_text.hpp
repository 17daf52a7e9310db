// HTML of mails to plain text.
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

/// Whether what stands in <blockquote> counts, as mailers write what they quote.
enum class Quoted : unsigned char { kept, left_out };

/// The text that a reader sees: no scripts, styles and comments, character references resolved, lines where blocks end. UTF-8 in and out;
/// takes any tag soup. Linear.
std::string html_text(std::string_view html, Quoted quoted = Quoted::kept);

}  // namespace musubi::mail
