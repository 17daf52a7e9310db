// Bytes of no known encoding, kept in text from which they can be had back. Pure, linear, any thread.
#pragma once
#include <string>
#include <string_view>

#include "core/text/encoding.hpp"

namespace musubi::text {

/// Plain ASCII, tabs and line ends as they are; every other byte, and "%", as %XX.
std::string percent_bytes(std::string_view bytes);

/// The characters of UTF-8 as they are; bytes that are none of it, "%" and most control characters as %XX.
std::string percent_ill_formed(std::string_view bytes);

/// JSON of which no encoding reads everything: each text in quotes by itself, in UTF-8 or `likely`, else as above, so that names are names
/// and what may not be stored is found. A quotation mark is no part of another character in any encoding but ISO-2022-JP.
std::string percent_json(std::string_view bytes, Encoding likely);

}  // namespace musubi::text
