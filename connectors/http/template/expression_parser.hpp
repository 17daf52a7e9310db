// Expressions of a template, from lexemes to a tree. Precedence, loosest first: if-else, or, and, not,
// comparison,
// + and -, ~, * / // %, **, unary - and +, then subscripts, calls, filters and tests.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/template/ast.hpp"
#include "connectors/http/template/lexer.hpp"

namespace musubi::http {

/// A place in the lexemes of a template.
struct Lexemes {
  std::string_view source;
  const std::vector<Lexeme>& all;
  size_t at = 0;
  int depth = 0;  // of expressions inside expressions

  const Lexeme& now() const { return all[at]; }
  const Lexeme& take() { return all[at + 1 < all.size() ? at++ : at]; }
  bool is_symbol(std::string_view text) const {
    return now().kind == Lexeme::Kind::symbol && now().text == text;
  }
  bool is_name(std::string_view text) const { return now().kind == Lexeme::Kind::name && now().text == text; }
  bool skip_symbol(std::string_view text) { return is_symbol(text) ? (++at, true) : false; }
  bool skip_name(std::string_view text) { return is_name(text) ? (++at, true) : false; }
  void expect_symbol(std::string_view text);
  void expect_end(Lexeme::Kind kind);
  /// The end of a block that opens others; a colon before it is passed over.
  void expect_opening_end();
  /// Throws Trouble (other) with the place of the lexeme at hand.
  [[noreturn]] void fail(const std::string& what) const;
};

/// One expression, or several with commas, which make a list.
NodePtr parse_tuple(Lexemes& lexemes);
NodePtr parse_expression(Lexemes& lexemes);
/// What a loop walks: the same as parse_tuple, but an "if" behind it is the loop's.
NodePtr parse_walked(Lexemes& lexemes);

}  // namespace musubi::http
