#include "connectors/http/template/expression_parser.hpp"

#include "connectors/http/template/expression_rules.hpp"

namespace musubi::http {
namespace {

/// One expression as `parse` reads it, or several with commas.
template <class Parse>
NodePtr one_or_several(Lexemes& lexemes, Parse parse) {
  size_t at = lexemes.now().at;
  NodePtr first = parse();
  if (!lexemes.is_symbol(",")) return first;
  NodePtr out = make_node_of(Node::Kind::list, at, std::move(first));
  while (lexemes.skip_symbol(",")) {
    bool ends = lexemes.is_symbol(")") || lexemes.now().kind == Lexeme::Kind::output_end ||
                lexemes.now().kind == Lexeme::Kind::block_end;
    if (ends) break;
    out->children.push_back(parse());
  }
  return out;
}

}  // namespace

NodePtr parse_expression(Lexemes& lexemes) {
  return ExpressionParser(lexemes).condition();
}

NodePtr parse_tuple(Lexemes& lexemes) {
  return one_or_several(lexemes, [&] { return parse_expression(lexemes); });
}

NodePtr parse_walked(Lexemes& lexemes) {
  return one_or_several(lexemes, [&] { return ExpressionParser(lexemes).either(); });
}

}  // namespace musubi::http
