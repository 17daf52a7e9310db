// Expressions of a template, from tokens to a tree. Precedence, loosest first: if-else, or, and, not,
// comparison,
// + and -, ~, * / // %, **, unary - and +, then subscripts, calls, filters and tests.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/template/ast.hpp"
#include "connectors/http/template/lexer.hpp"

namespace musubi::http {

/// A place in the tokens of a template.
struct Tokens {
  std::string_view source;
  const std::vector<Token>& all;
  size_t at = 0;
  int depth = 0;  // of expressions inside expressions

  const Token& now() const { return all[at]; }
  const Token& take() { return all[at + 1 < all.size() ? at++ : at]; }
  bool is_symbol(std::string_view text) const {
    return now().kind == Token::Kind::symbol && now().text == text;
  }
  bool is_name(std::string_view text) const { return now().kind == Token::Kind::name && now().text == text; }
  bool skip_symbol(std::string_view text) { return is_symbol(text) ? (++at, true) : false; }
  bool skip_name(std::string_view text) { return is_name(text) ? (++at, true) : false; }
  void expect_symbol(std::string_view text);
  void expect_end(Token::Kind kind);
  /// Throws Trouble (other) with the place of the token at hand.
  [[noreturn]] void fail(const std::string& what) const;
};

/// One expression, or several with commas, which make a list.
NodePtr parse_tuple(Tokens& tokens);
NodePtr parse_expression(Tokens& tokens);

}  // namespace musubi::http
