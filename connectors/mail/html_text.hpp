// HTML of mails to plain text.
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

/// The text that a reader sees: no scripts, styles and comments, character references resolved, lines where blocks end. UTF-8 in and out;
/// takes any tag soup. Linear.
std::string html_text(std::string_view html);

}  // namespace musubi::mail
