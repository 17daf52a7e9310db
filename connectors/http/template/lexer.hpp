// Cuts a template into text and lexemes.
//
//   template := (text | "{{" lexemes "}}" | "{%" lexemes "%}" | "{#" … "#}")*
//
// A "-" inside a bracket takes the white space beyond it away; "{% raw %}" … "{% endraw %}" is text. One line
// end at the very end of a template does not count.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::http {

struct Lexeme {
  enum class Kind {
    text,
    output_begin,
    output_end,
    block_begin,
    block_end,
    name,
    string,
    integer,
    floating,
    symbol,
    end
  };
  Kind kind;
  size_t at;         // byte in the template
  std::string text;  // of a string: unescaped
};

/// Throws Trouble (other) with what is wrong and where.
std::vector<Lexeme> lex_template(std::string_view source);

/// "line 2, column 5" of byte `at`.
std::string place_in(std::string_view source, size_t at);

}  // namespace musubi::http
