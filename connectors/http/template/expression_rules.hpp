// The rules of expressions, each a function that reads what it is named for: operators in expression_operators.cpp, what they work on in
// expression_operands.cpp. Included by these and expression_parser.cpp alone.
#pragma once
#include <array>
#include <optional>

#include "connectors/http/template/expression_parser.hpp"

namespace musubi::http {

/// How deep expressions may be nested in each other, and how many subscripts, calls and filters may follow one.
constexpr int kNested = 150;

NodePtr make_node(Node::Kind kind, size_t at, std::string text = "");

template <class... Children>
NodePtr make_node_of(Node::Kind kind, size_t at, Children... children) {
  NodePtr node = make_node(kind, at);
  (node->children.push_back(std::move(children)), ...);
  return node;
}

class ExpressionParser {
 public:
  explicit ExpressionParser(Lexemes& lexemes) : t_(lexemes) {}

  NodePtr condition();
  /// An expression without "if" and "else" of its own.
  NodePtr either();

 private:
  /// Expressions inside expressions end somewhere.
  struct Deeper {
    explicit Deeper(Lexemes& lexemes);
    ~Deeper() { --t.depth; }
    Lexemes& t;
  };

  NodePtr both();
  NodePtr negation();
  std::optional<Op> comparing();
  NodePtr comparison();
  template <size_t N, class Next>
  NodePtr left_to_right(const std::array<std::pair<std::string_view, Op>, N>& known, Next next);
  NodePtr sum();
  NodePtr joined();
  NodePtr product();
  NodePtr power();
  NodePtr unary(bool with_filters);

  NodePtr primary();
  NodePtr name();
  NodePtr integer();
  NodePtr parenthesised();
  NodePtr list();
  NodePtr dict();
  NodePtr postfix(NodePtr out);
  NodePtr attribute(NodePtr of);
  NodePtr subscript(NodePtr of);
  NodePtr call(NodePtr of);
  void arguments(Node& node);
  NodePtr filters(NodePtr out);
  std::string dotted_name(const char* of);
  NodePtr filter(NodePtr of);
  NodePtr test(NodePtr of);

  Lexemes& t_;
};

}  // namespace musubi::http
