#include <charconv>
#include <cmath>
#include <cstdlib>

#include "connectors/http/template/expression_rules.hpp"

namespace musubi::http {
namespace {

NodePtr make_constant(size_t at, Json value) {
  NodePtr node = make_node(Node::Kind::constant, at);
  node->value = Value(std::move(value));
  return node;
}

}  // namespace

NodePtr ExpressionParser::primary() {
  const Lexeme& lexeme = t_.now();
  switch (lexeme.kind) {
    case Lexeme::Kind::name:
      return name();
    case Lexeme::Kind::string: {
      std::string text;
      while (t_.now().kind == Lexeme::Kind::string) text += t_.take().text;
      return make_constant(lexeme.at, text);
    }
    case Lexeme::Kind::integer:
      return integer();
    case Lexeme::Kind::floating: {
      const double value = std::strtod(lexeme.text.c_str(), nullptr);
      if (std::isinf(value)) t_.fail("the number " + lexeme.text + " is too large");
      return make_constant(t_.take().at, value);
    }
    default:
      break;
  }
  if (t_.is_symbol("(")) return parenthesised();
  if (t_.is_symbol("[")) return list();
  if (t_.is_symbol("{")) return dict();
  t_.fail(lexeme.kind == Lexeme::Kind::symbol ? "“" + lexeme.text + "” is not expected here"
                                            : "an expression is missing here");
}

NodePtr ExpressionParser::name() {
  const Lexeme& lexeme = t_.take();
  if (lexeme.text == "true" || lexeme.text == "True") return make_constant(lexeme.at, true);
  if (lexeme.text == "false" || lexeme.text == "False") return make_constant(lexeme.at, false);
  if (lexeme.text == "none" || lexeme.text == "None") return make_constant(lexeme.at, nullptr);
  return make_node(Node::Kind::name, lexeme.at, lexeme.text);
}

NodePtr ExpressionParser::integer() {
  const Lexeme& lexeme = t_.take();
  int base = 10;
  std::string_view digits = lexeme.text;
  if (digits.size() > 2 && digits[0] == '0' && (digits[1] | 32) >= 'b') {
    base = (digits[1] | 32) == 'x' ? 16 : (digits[1] | 32) == 'o' ? 8 : 2;
    digits.remove_prefix(2);
  }
  int64_t value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc() || end != digits.data() + digits.size())
    t_.fail("the number " + lexeme.text + " cannot be read");
  return make_constant(lexeme.at, value);
}

NodePtr ExpressionParser::parenthesised() {
  size_t at = t_.take().at;
  if (t_.skip_symbol(")")) return make_node(Node::Kind::list, at);
  NodePtr out = parse_tuple(t_);
  t_.expect_symbol(")");
  return out;
}

NodePtr ExpressionParser::list() {
  NodePtr out = make_node(Node::Kind::list, t_.take().at);
  while (!t_.is_symbol("]")) {
    if (!out->children.empty()) t_.expect_symbol(",");
    if (t_.is_symbol("]")) break;
    out->children.push_back(condition());
  }
  t_.expect_symbol("]");
  return out;
}

NodePtr ExpressionParser::dict() {
  NodePtr out = make_node(Node::Kind::dict, t_.take().at);
  while (!t_.is_symbol("}")) {
    if (!out->children.empty()) t_.expect_symbol(",");
    if (t_.is_symbol("}")) break;
    out->children.push_back(condition());
    t_.expect_symbol(":");
    out->children.push_back(condition());
  }
  t_.expect_symbol("}");
  return out;
}

NodePtr ExpressionParser::postfix(NodePtr out) {
  for (size_t rounds = 0;; ++rounds) {
    if (rounds > kNested) t_.fail("the expression is nested too deep");
    if (t_.is_symbol("."))
      out = attribute(std::move(out));
    else if (t_.is_symbol("["))
      out = subscript(std::move(out));
    else if (t_.is_symbol("("))
      out = call(std::move(out));
    else
      return out;
  }
}

NodePtr ExpressionParser::attribute(NodePtr of) {
  size_t at = t_.take().at;
  if (t_.now().kind == Lexeme::Kind::integer) return make_node_of(Node::Kind::item, at, std::move(of), integer());
  if (t_.now().kind != Lexeme::Kind::name) t_.fail("a name is missing behind the dot");
  NodePtr out = make_node_of(Node::Kind::attribute, at, std::move(of));
  out->text = t_.take().text;
  return out;
}

NodePtr ExpressionParser::subscript(NodePtr of) {
  size_t at = t_.take().at;
  NodePtr parts[3];
  size_t colons = 0;
  if (!t_.is_symbol(":")) parts[0] = condition();
  while (t_.skip_symbol(":")) {
    if (++colons > 2) t_.fail("a slice has at most two colons");
    if (!t_.is_symbol(":") && !t_.is_symbol("]")) parts[colons] = condition();
  }
  t_.expect_symbol("]");
  if (colons)
    return make_node_of(Node::Kind::slice, at, std::move(of), std::move(parts[0]), std::move(parts[1]),
                   std::move(parts[2]));
  return make_node_of(Node::Kind::item, at, std::move(of), std::move(parts[0]));
}

NodePtr ExpressionParser::call(NodePtr of) {
  NodePtr out = make_node_of(Node::Kind::call, t_.now().at, std::move(of));
  arguments(*out);
  return out;
}

void ExpressionParser::arguments(Node& node) {
  t_.expect_symbol("(");
  for (bool first = true; !t_.is_symbol(")"); first = false) {
    if (!first) t_.expect_symbol(",");
    if (t_.is_symbol(")")) break;
    if (t_.is_symbol("*") || t_.is_symbol("**")) t_.fail("arguments with * are not supported");
    bool by_name = t_.now().kind == Lexeme::Kind::name && t_.all[t_.at + 1].kind == Lexeme::Kind::symbol &&
                   t_.all[t_.at + 1].text == "=";
    if (by_name) {
      std::string name = t_.take().text;
      t_.take();
      node.named.emplace_back(name, condition());
    } else if (!node.named.empty()) {
      t_.fail("an argument without a name stands behind one with a name");
    } else {
      node.children.push_back(condition());
    }
  }
  t_.expect_symbol(")");
}

NodePtr ExpressionParser::filters(NodePtr out) {
  for (size_t rounds = 0;; ++rounds) {
    if (rounds > kNested) t_.fail("the expression is nested too deep");
    if (t_.is_symbol("|"))
      out = filter(std::move(out));
    else if (t_.is_name("is"))
      out = test(std::move(out));
    else if (t_.is_symbol("("))
      out = call(std::move(out));
    else
      return out;
  }
}

std::string ExpressionParser::dotted_name(const char* of) {
  if (t_.now().kind != Lexeme::Kind::name) t_.fail(std::string("the name of a ") + of + " is missing");
  std::string name = t_.take().text;
  while (t_.skip_symbol(".")) name += "." + t_.take().text;
  return name;
}

NodePtr ExpressionParser::filter(NodePtr of) {
  NodePtr out = make_node_of(Node::Kind::filter, t_.take().at, std::move(of));
  out->text = dotted_name("filter");
  if (t_.is_symbol("(")) arguments(*out);
  return out;
}

NodePtr ExpressionParser::test(NodePtr of) {
  NodePtr out = make_node_of(Node::Kind::test, t_.take().at, std::move(of));
  bool negated = t_.skip_name("not");
  out->text = dotted_name("test");
  auto kind = t_.now().kind;
  bool stops = t_.is_name("else") || t_.is_name("or") || t_.is_name("and") || t_.is_name("if") ||
               t_.is_name("in") || t_.is_name("not");
  if (t_.is_name("is")) t_.fail("tests cannot be chained with “is”");
  if (t_.is_symbol("("))
    arguments(*out);
  else if (!stops &&
           (kind == Lexeme::Kind::name || kind == Lexeme::Kind::string || kind == Lexeme::Kind::integer ||
            kind == Lexeme::Kind::floating || t_.is_symbol("[") || t_.is_symbol("{")))
    out->children.push_back(postfix(primary()));
  if (!negated) return out;
  size_t at = out->at;
  return make_node_of(Node::Kind::unary_not, at, std::move(out));
}

}  // namespace musubi::http
