#include "connectors/http/template/parser.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/http/template/builtins.hpp"
#include "connectors/http/template/expression_parser.hpp"
#include "connectors/http/template/lacking.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr int kDepth = 100;  // of blocks inside blocks

class TemplateParser {
 public:
  explicit TemplateParser(std::string_view source) : source_(source), tokens_(lex_template(source)) {}

  Template run() {
    Template out;
    out.source = source_;
    Lexemes lexemes{source_, tokens_, 0};
    std::string end;
    out.pieces = body(lexemes, {}, end);
    collect(out.pieces, out);
    return out;
  }

 private:
  using Words = std::vector<std::string>;

  /// Pieces up to a block whose first word is in `ends`; the word comes back in `end`, the lexemes stand
  /// behind it.
  std::vector<Piece> body(Lexemes& lexemes, const Words& ends, std::string& end) {
    if (++depth_ > kDepth) lexemes.fail("blocks are nested too deep");
    std::vector<Piece> out;
    while (lexemes.now().kind != Lexeme::Kind::end) {
      if (lexemes.now().kind == Lexeme::Kind::text) {
        out.push_back({Piece::Kind::text, lexemes.take().text, {}, nullptr, {}});
      } else if (lexemes.now().kind == Lexeme::Kind::output_begin) {
        lexemes.take();
        out.push_back({Piece::Kind::output, "", {}, parse_tuple(lexemes), {}});
        lexemes.expect_end(Lexeme::Kind::output_end);
      } else {
        lexemes.take();
        if (lexemes.now().kind != Lexeme::Kind::name) lexemes.fail("a block begins with a word");
        std::string word = lexemes.take().text;
        if (std::ranges::find(ends, word) != ends.end()) {
          end = word;
          --depth_;
          return out;
        }
        out.push_back(block(lexemes, word));
      }
    }
    if (!ends.empty()) lexemes.fail("a block has no end: {% " + ends.back() + " %} is missing");
    --depth_;
    return out;
  }

  Piece block(Lexemes& lexemes, const std::string& word) {
    if (word == "if") return choose(lexemes);
    if (word == "set") return set(lexemes);
    if (word == "for") return repeat(lexemes);
    if (word == "with") return scope(lexemes);
    lexemes.fail("the block {% " + word + " %} is not supported");
  }

  Piece choose(Lexemes& lexemes) {
    Piece out{Piece::Kind::choose, "", {}, nullptr, {}};
    for (std::string word = "if"; word != "endif";) {
      NodePtr condition = word == "else" ? nullptr : parse_tuple(lexemes);
      bool last = word == "else";
      lexemes.expect_opening_end();
      auto inside = body(lexemes, last ? Words{"endif"} : Words{"elif", "else", "endif"}, word);
      out.bodies.emplace_back(std::move(condition), std::move(inside));
    }
    lexemes.expect_end(Lexeme::Kind::block_end);
    return out;
  }

  std::string name(Lexemes& lexemes, const char* block) {
    if (lexemes.now().kind != Lexeme::Kind::name) lexemes.fail(std::string(block) + " needs a name");
    return lexemes.take().text;
  }

  /// a   a, b   (a, b)
  Words names(Lexemes& lexemes, const char* block) {
    const bool enclosed = lexemes.skip_symbol("(");
    Words out = {name(lexemes, block)};
    while (lexemes.skip_symbol(",")) out.push_back(name(lexemes, block));
    if (enclosed) lexemes.expect_symbol(")");
    return out;
  }

  Piece set(Lexemes& lexemes) {
    Piece out{Piece::Kind::set, "", names(lexemes, "{% set %}"), nullptr, {}};
    if (out.names.size() == 1 && lexemes.skip_symbol(".")) out.text = name(lexemes, "{% set %}");
    if (lexemes.skip_symbol("=")) {
      out.expression = parse_tuple(lexemes);
      lexemes.expect_end(Lexeme::Kind::block_end);
      return out;
    }
    lexemes.expect_opening_end();
    std::string end;
    out.bodies.emplace_back(nullptr, body(lexemes, {"endset"}, end));
    lexemes.expect_end(Lexeme::Kind::block_end);
    return out;
  }

  Piece repeat(Lexemes& lexemes) {
    Piece out{Piece::Kind::repeat, "", names(lexemes, "{% for %}"), nullptr, {}};
    if (!lexemes.skip_name("in")) lexemes.fail("{% for %} needs “in”");
    out.expression = parse_walked(lexemes);
    NodePtr condition = lexemes.skip_name("if") ? parse_expression(lexemes) : nullptr;
    if (lexemes.is_name("recursive")) lexemes.fail("{% for … recursive %} is not supported");
    lexemes.expect_opening_end();
    std::string end;
    out.bodies.emplace_back(std::move(condition), body(lexemes, {"else", "endfor"}, end));
    if (end == "else") {
      lexemes.expect_opening_end();
      out.bodies.emplace_back(nullptr, body(lexemes, {"endfor"}, end));
    }
    lexemes.expect_end(Lexeme::Kind::block_end);
    return out;
  }

  /// {% with a = 1, b = 2 %}: what is set sees nothing of what else is.
  Piece scope(Lexemes& lexemes) {
    Piece set{Piece::Kind::set, "", {}, nullptr, {}};
    auto values = std::make_unique<Node>();
    values->kind = Node::Kind::list;
    while (lexemes.now().kind != Lexeme::Kind::block_end) {
      if (!set.names.empty()) lexemes.expect_symbol(",");
      set.names.push_back(name(lexemes, "{% with %}"));
      lexemes.expect_symbol("=");
      values->children.push_back(parse_expression(lexemes));
    }
    lexemes.expect_end(Lexeme::Kind::block_end);
    set.expression = set.names.size() == 1 ? std::move(values->children[0]) : std::move(values);
    std::string end;
    Piece out{Piece::Kind::scope, "", {}, nullptr, {}};
    std::vector<Piece> inside = body(lexemes, {"endwith"}, end);
    if (!set.names.empty()) inside.insert(inside.begin(), std::move(set));
    out.bodies.emplace_back(nullptr, std::move(inside));
    lexemes.expect_end(Lexeme::Kind::block_end);
    return out;
  }

  /// Free names and what this program does not have, of `pieces`.
  void collect(const std::vector<Piece>& pieces, Template& out) {
    for (const Piece& piece : pieces) {
      if (piece.expression) collect(*piece.expression, out);
      const size_t own = bound_.size();
      const bool loop = piece.kind == Piece::Kind::repeat;
      for (size_t i = 0; i < piece.bodies.size(); ++i) {
        if (loop && i == 0) {
          bound_.insert(bound_.end(), piece.names.begin(), piece.names.end());
          bound_.push_back("loop");
        }
        if (piece.bodies[i].first) collect(*piece.bodies[i].first, out);
        collect(piece.bodies[i].second, out);
        bound_.resize(own);
      }
      if (piece.kind != Piece::Kind::set) continue;
      if (piece.text.empty())
        bound_.insert(bound_.end(), piece.names.begin(), piece.names.end());
      else if (!is_bound(piece.names[0]))
        out.free_names.insert(piece.names[0]);
    }
  }

  void collect(const Node& node, Template& out) {
    const bool calls_name = node.kind == Node::Kind::call && node.children[0]->kind == Node::Kind::name && !is_bound(node.children[0]->text);
    if (std::string lacks = lacking(node, is_bound("loop")); !lacks.empty()) out.unknown.insert(std::move(lacks));
    if (calls_name && !has_function(node.children[0]->text)) out.unknown.insert("function " + node.children[0]->text);
    if (node.kind == Node::Kind::name && !is_bound(node.text)) out.free_names.insert(node.text);
    for (size_t i = calls_name ? 1 : 0; i < node.children.size(); ++i)
      if (node.children[i]) collect(*node.children[i], out);
    for (const auto& [name, child] : node.named) collect(*child, out);
  }

  bool is_bound(const std::string& name) const { return std::ranges::find(bound_, name) != bound_.end(); }

  std::string_view source_;
  std::vector<Lexeme> tokens_;
  int depth_ = 0;
  std::vector<std::string> bound_;
};

}  // namespace

Template parse_template(std::string_view source) {
  return TemplateParser(source).run();
}

}  // namespace musubi::http
