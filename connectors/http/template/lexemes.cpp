// What must stand at a place in the lexemes of a template, and what is said where it does not.
#include "connectors/http/template/expression_parser.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {

void Lexemes::expect_symbol(std::string_view text) {
  if (!skip_symbol(text)) fail("“" + std::string(text) + "” is missing");
}
void Lexemes::expect_end(Lexeme::Kind kind) {
  if (now().kind != kind) fail("the bracket should close here");
  ++at;
}
void Lexemes::expect_opening_end() {
  skip_symbol(":");
  expect_end(Lexeme::Kind::block_end);
}
void Lexemes::fail(const std::string& what) const {
  trouble(what + " (" + place_in(source, now().at) + ")");
}

}  // namespace musubi::http
