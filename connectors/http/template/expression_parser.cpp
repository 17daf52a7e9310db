#include "connectors/http/template/expression_parser.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr int kDepth = 150;

NodePtr make(Node::Kind kind, size_t at, std::string text = "") {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->at = at;
  node->text = std::move(text);
  return node;
}

template <class... Children>
NodePtr make_of(Node::Kind kind, size_t at, Children... children) {
  NodePtr node = make(kind, at);
  (node->children.push_back(std::move(children)), ...);
  return node;
}

NodePtr make_binary(Op op, size_t at, NodePtr left, NodePtr right) {
  NodePtr node = make_of(Node::Kind::binary, at, std::move(left), std::move(right));
  node->op = op;
  return node;
}

NodePtr make_constant(size_t at, Json value) {
  NodePtr node = make(Node::Kind::constant, at);
  node->value = Value(std::move(value));
  return node;
}

class ExpressionParser {
 public:
  explicit ExpressionParser(Lexemes& lexemes) : t_(lexemes) {}

  NodePtr condition() {
    Deeper deeper(t_);
    NodePtr out = either();
    while (t_.is_name("if")) {
      size_t at = t_.take().at;
      NodePtr test = either();
      NodePtr other = t_.skip_name("else") ? condition() : nullptr;
      out = make_of(Node::Kind::choose, at, std::move(out), std::move(test), std::move(other));
    }
    return out;
  }

  /// An expression without "if" and "else" of its own.
  NodePtr either() {
    NodePtr out = both();
    while (t_.is_name("or")) {
      size_t at = t_.take().at;
      out = make_of(Node::Kind::either, at, std::move(out), both());
    }
    return out;
  }

 private:
  /// Expressions inside expressions end somewhere.
  struct Deeper {
    explicit Deeper(Lexemes& lexemes) : t(lexemes) {
      if (++t.depth > kDepth) t.fail("the expression is nested too deep");
    }
    ~Deeper() { --t.depth; }
    Lexemes& t;
  };

  NodePtr both() {
    NodePtr out = negation();
    while (t_.is_name("and")) {
      size_t at = t_.take().at;
      out = make_of(Node::Kind::both, at, std::move(out), negation());
    }
    return out;
  }
  NodePtr negation() {
    if (!t_.is_name("not")) return comparison();
    Deeper deeper(t_);
    size_t at = t_.take().at;
    return make_of(Node::Kind::unary_not, at, negation());
  }

  std::optional<Op> comparing() {
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
  NodePtr comparison() {
    NodePtr first = sum();
    size_t at = t_.now().at;
    std::optional<Op> op = comparing();
    if (!op) return first;
    NodePtr out = make_of(Node::Kind::compare, at, std::move(first));
    for (; op; op = comparing()) {
      out->ops.push_back(*op);
      out->children.push_back(sum());
    }
    return out;
  }

  template <size_t N, class Next>
  NodePtr left_to_right(const std::array<std::pair<std::string_view, Op>, N>& known, Next next) {
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
  NodePtr sum() {
    static constexpr std::array<std::pair<std::string_view, Op>, 2> known = {
        {{"+", Op::add}, {"-", Op::sub}}};
    return left_to_right(known, [this] { return joined(); });
  }
  NodePtr joined() {
    static constexpr std::array<std::pair<std::string_view, Op>, 1> known = {{{"~", Op::concat}}};
    return left_to_right(known, [this] { return product(); });
  }
  NodePtr product() {
    static constexpr std::array<std::pair<std::string_view, Op>, 4> known = {
        {{"*", Op::mul}, {"/", Op::div}, {"//", Op::floordiv}, {"%", Op::mod}}};
    return left_to_right(known, [this] { return power(); });
  }
  NodePtr power() {
    static constexpr std::array<std::pair<std::string_view, Op>, 1> known = {{{"**", Op::pow}}};
    return left_to_right(known, [this] { return unary(true); });
  }

  NodePtr unary(bool with_filters) {
    Deeper deeper(t_);
    NodePtr out;
    if (t_.is_symbol("-") || t_.is_symbol("+")) {
      const Lexeme& sign = t_.take();
      auto kind = sign.text == "-" ? Node::Kind::negative : Node::Kind::positive;
      out = make_of(kind, sign.at, unary(false));
    } else {
      out = primary();
    }
    out = postfix(std::move(out));
    return with_filters ? filters(std::move(out)) : std::move(out);
  }

  NodePtr primary() {
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

  NodePtr name() {
    const Lexeme& lexeme = t_.take();
    if (lexeme.text == "true" || lexeme.text == "True") return make_constant(lexeme.at, true);
    if (lexeme.text == "false" || lexeme.text == "False") return make_constant(lexeme.at, false);
    if (lexeme.text == "none" || lexeme.text == "None") return make_constant(lexeme.at, nullptr);
    return make(Node::Kind::name, lexeme.at, lexeme.text);
  }

  NodePtr integer() {
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

  NodePtr parenthesised() {
    size_t at = t_.take().at;
    if (t_.skip_symbol(")")) return make(Node::Kind::list, at);
    NodePtr out = parse_tuple(t_);
    t_.expect_symbol(")");
    return out;
  }
  NodePtr list() {
    NodePtr out = make(Node::Kind::list, t_.take().at);
    while (!t_.is_symbol("]")) {
      if (!out->children.empty()) t_.expect_symbol(",");
      if (t_.is_symbol("]")) break;
      out->children.push_back(condition());
    }
    t_.expect_symbol("]");
    return out;
  }
  NodePtr dict() {
    NodePtr out = make(Node::Kind::dict, t_.take().at);
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

  NodePtr postfix(NodePtr out) {
    for (size_t rounds = 0;; ++rounds) {
      if (rounds > kDepth) t_.fail("the expression is nested too deep");
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
  NodePtr attribute(NodePtr of) {
    size_t at = t_.take().at;
    if (t_.now().kind == Lexeme::Kind::integer) return make_of(Node::Kind::item, at, std::move(of), integer());
    if (t_.now().kind != Lexeme::Kind::name) t_.fail("a name is missing behind the dot");
    NodePtr out = make_of(Node::Kind::attribute, at, std::move(of));
    out->text = t_.take().text;
    return out;
  }
  NodePtr subscript(NodePtr of) {
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
      return make_of(Node::Kind::slice, at, std::move(of), std::move(parts[0]), std::move(parts[1]),
                     std::move(parts[2]));
    return make_of(Node::Kind::item, at, std::move(of), std::move(parts[0]));
  }
  NodePtr call(NodePtr of) {
    NodePtr out = make_of(Node::Kind::call, t_.now().at, std::move(of));
    arguments(*out);
    return out;
  }

  void arguments(Node& node) {
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

  NodePtr filters(NodePtr out) {
    for (size_t rounds = 0;; ++rounds) {
      if (rounds > kDepth) t_.fail("the expression is nested too deep");
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
  std::string dotted_name(const char* of) {
    if (t_.now().kind != Lexeme::Kind::name) t_.fail(std::string("the name of a ") + of + " is missing");
    std::string name = t_.take().text;
    while (t_.skip_symbol(".")) name += "." + t_.take().text;
    return name;
  }
  NodePtr filter(NodePtr of) {
    NodePtr out = make_of(Node::Kind::filter, t_.take().at, std::move(of));
    out->text = dotted_name("filter");
    if (t_.is_symbol("(")) arguments(*out);
    return out;
  }
  NodePtr test(NodePtr of) {
    NodePtr out = make_of(Node::Kind::test, t_.take().at, std::move(of));
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
    return make_of(Node::Kind::unary_not, at, std::move(out));
  }

  Lexemes& t_;
};

}  // namespace

NodePtr parse_expression(Lexemes& lexemes) {
  return ExpressionParser(lexemes).condition();
}

namespace {

/// One expression as `parse` reads it, or several with commas.
template <class Parse>
NodePtr one_or_several(Lexemes& lexemes, Parse parse) {
  size_t at = lexemes.now().at;
  NodePtr first = parse();
  if (!lexemes.is_symbol(",")) return first;
  NodePtr out = make_of(Node::Kind::list, at, std::move(first));
  while (lexemes.skip_symbol(",")) {
    bool ends = lexemes.is_symbol(")") || lexemes.now().kind == Lexeme::Kind::output_end ||
                lexemes.now().kind == Lexeme::Kind::block_end;
    if (ends) break;
    out->children.push_back(parse());
  }
  return out;
}

}  // namespace

NodePtr parse_tuple(Lexemes& lexemes) {
  return one_or_several(lexemes, [&] { return parse_expression(lexemes); });
}

NodePtr parse_walked(Lexemes& lexemes) {
  return one_or_several(lexemes, [&] { return ExpressionParser(lexemes).either(); });
}

}  // namespace musubi::http
