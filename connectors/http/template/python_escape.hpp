// Escapes of Python's string literals, both ways.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace musubi::http {

/// The text between a literal's quotes with its escapes read; an unknown escape stays as it is; nullopt for a
/// broken \x, \u or \U and for \N.
std::optional<std::string> unescape_python(std::string_view body);

/// repr() of a str: quotes chosen as Python does, what is not printable escaped.
void append_repr(std::string& out, std::string_view text);

/// One code point as UTF-8.
void append_utf8(std::string& out, char32_t c);

}  // namespace musubi::http
