#include "connectors/http/template/expression_rules.hpp"

namespace musubi::http {
namespace {

NodePtr make_binary(Op op, size_t at, NodePtr left, NodePtr right) {
  NodePtr node = make_node_of(Node::Kind::binary, at, std::move(left), std::move(right));
  node->op = op;
  return node;
}

}  // namespace

NodePtr make_node(Node::Kind kind, size_t at, std::string text) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->at = at;
  node->text = std::move(text);
  return node;
}

ExpressionParser::Deeper::Deeper(Lexemes& lexemes) : t(lexemes) {
  if (++t.depth > kNested) t.fail("the expression is nested too deep");
}

NodePtr ExpressionParser::condition() {
  Deeper deeper(t_);
  NodePtr out = either();
  while (t_.is_name("if")) {
    size_t at = t_.take().at;
    NodePtr test = either();
    NodePtr other = t_.skip_name("else") ? condition() : nullptr;
    out = make_node_of(Node::Kind::choose, at, std::move(out), std::move(test), std::move(other));
  }
  return out;
}

NodePtr ExpressionParser::either() {
  NodePtr out = both();
  while (t_.is_name("or")) {
    size_t at = t_.take().at;
    out = make_node_of(Node::Kind::either, at, std::move(out), both());
  }
  return out;
}

NodePtr ExpressionParser::both() {
  NodePtr out = negation();
  while (t_.is_name("and")) {
    size_t at = t_.take().at;
    out = make_node_of(Node::Kind::both, at, std::move(out), negation());
  }
  return out;
}

NodePtr ExpressionParser::negation() {
  if (!t_.is_name("not")) return comparison();
  Deeper deeper(t_);
  size_t at = t_.take().at;
  return make_node_of(Node::Kind::unary_not, at, negation());
}

std::optional<Op> ExpressionParser::comparing() {
  static constexpr std::array<std::pair<std::string_view, Op>, 6> known = {
      {{"==", Op::eq}, {"!=", Op::ne}, {"<=", Op::le}, {">=", Op::ge}, {"<", Op::lt}, {">", Op::gt}}};
  for (const auto& [text, op] : known)
    if (t_.skip_symbol(text)) return op;
  if (t_.skip_name("in")) return Op::in;
  bool next_in = t_.at + 1 < t_.all.size() && t_.all[t_.at + 1].kind == Lexeme::Kind::name &&
                 t_.all[t_.at + 1].text == "in";
  if (!t_.is_name("not") || !next_in) return std::nullopt;
  t_.at += 2;
  return Op::not_in;
}

NodePtr ExpressionParser::comparison() {
  NodePtr first = sum();
  size_t at = t_.now().at;
  std::optional<Op> op = comparing();
  if (!op) return first;
  NodePtr out = make_node_of(Node::Kind::compare, at, std::move(first));
  for (; op; op = comparing()) {
    out->ops.push_back(*op);
    out->children.push_back(sum());
  }
  return out;
}

template <size_t N, class Next>
NodePtr ExpressionParser::left_to_right(const std::array<std::pair<std::string_view, Op>, N>& known, Next next) {
  NodePtr out = next();
  for (bool more = true; more;) {
    more = false;
    for (const auto& [text, op] : known) {
      if (!t_.is_symbol(text)) continue;
      size_t at = t_.take().at;
      out = make_binary(op, at, std::move(out), next());
      more = true;
      break;
    }
  }
  return out;
}

NodePtr ExpressionParser::sum() {
  static constexpr std::array<std::pair<std::string_view, Op>, 2> known = {
      {{"+", Op::add}, {"-", Op::sub}}};
  return left_to_right(known, [this] { return joined(); });
}

NodePtr ExpressionParser::joined() {
  static constexpr std::array<std::pair<std::string_view, Op>, 1> known = {{{"~", Op::concat}}};
  return left_to_right(known, [this] { return product(); });
}

NodePtr ExpressionParser::product() {
  static constexpr std::array<std::pair<std::string_view, Op>, 4> known = {
      {{"*", Op::mul}, {"/", Op::div}, {"//", Op::floordiv}, {"%", Op::mod}}};
  return left_to_right(known, [this] { return power(); });
}

NodePtr ExpressionParser::power() {
  static constexpr std::array<std::pair<std::string_view, Op>, 1> known = {{{"**", Op::pow}}};
  return left_to_right(known, [this] { return unary(true); });
}

NodePtr ExpressionParser::unary(bool with_filters) {
  Deeper deeper(t_);
  NodePtr out;
  if (t_.is_symbol("-") || t_.is_symbol("+")) {
    const Lexeme& sign = t_.take();
    auto kind = sign.text == "-" ? Node::Kind::negative : Node::Kind::positive;
    out = make_node_of(kind, sign.at, unary(false));
  } else {
    out = primary();
  }
  out = postfix(std::move(out));
  return with_filters ? filters(std::move(out)) : std::move(out);
}

}  // namespace musubi::http
