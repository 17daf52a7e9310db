// Characters that the charset of a page lacks: browsers send them as "&#134071;" (HTML's character references). Pure.
#pragma once
#include <string>
#include <string_view>

namespace musubi::form {

/// `text` (UTF-8) with its references, decimal ("&#134071;") or hexadecimal ("&#x20BB7;"), as the characters they name. Those of ASCII, which no
/// charset lacks, of control characters and of what is no character stay: nobody but a person writes them.
std::string without_references(std::string_view text);

}  // namespace musubi::form
