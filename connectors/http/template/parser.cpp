#include "connectors/http/template/parser.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/http/template/builtins.hpp"
#include "connectors/http/template/expression_parser.hpp"
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
    lexemes.fail("the block {% " + word + " %} is not supported");
  }

  Piece choose(Lexemes& lexemes) {
    Piece out{Piece::Kind::choose, "", {}, nullptr, {}};
    for (std::string word = "if"; word != "endif";) {
      NodePtr condition = word == "else" ? nullptr : parse_tuple(lexemes);
      bool last = word == "else";
      lexemes.expect_end(Lexeme::Kind::block_end);
      auto inside = body(lexemes, last ? Words{"endif"} : Words{"elif", "else", "endif"}, word);
      out.bodies.emplace_back(std::move(condition), std::move(inside));
    }
    lexemes.expect_end(Lexeme::Kind::block_end);
    return out;
  }

  Piece set(Lexemes& lexemes) {
    if (lexemes.now().kind != Lexeme::Kind::name) lexemes.fail("{% set %} needs a name");
    Piece out{Piece::Kind::set, lexemes.take().text, {}, nullptr, {}};
    if (lexemes.skip_symbol("=")) {
      out.expression = parse_tuple(lexemes);
      lexemes.expect_end(Lexeme::Kind::block_end);
      return out;
    }
    lexemes.expect_end(Lexeme::Kind::block_end);
    std::string end;
    out.bodies.emplace_back(nullptr, body(lexemes, {"endset"}, end));
    lexemes.expect_end(Lexeme::Kind::block_end);
    return out;
  }

  Piece repeat(Lexemes& lexemes) {
    Piece out{Piece::Kind::repeat, "", {}, nullptr, {}};
    do {
      if (lexemes.now().kind != Lexeme::Kind::name) lexemes.fail("{% for %} needs a name");
      out.names.push_back(lexemes.take().text);
    } while (lexemes.skip_symbol(","));
    if (!lexemes.skip_name("in")) lexemes.fail("{% for %} needs “in”");
    out.expression = parse_tuple(lexemes);
    lexemes.expect_end(Lexeme::Kind::block_end);
    std::string end;
    out.bodies.emplace_back(nullptr, body(lexemes, {"endfor"}, end));
    lexemes.expect_end(Lexeme::Kind::block_end);
    return out;
  }

  /// Free names and unknown builtins of `pieces`.
  void collect(const std::vector<Piece>& pieces, Template& out) {
    for (const Piece& piece : pieces) {
      if (piece.expression) collect(*piece.expression, out);
      size_t own = bound_.size();
      if (piece.kind == Piece::Kind::repeat) {
        bound_.insert(bound_.end(), piece.names.begin(), piece.names.end());
        bound_.push_back("loop");
      }
      for (const auto& [condition, inside] : piece.bodies) {
        if (condition) collect(*condition, out);
        collect(inside, out);
      }
      bound_.resize(own);
      if (piece.kind == Piece::Kind::set) bound_.push_back(piece.text);
    }
  }

  void collect(const Node& node, Template& out) {
    bool calls_name = node.kind == Node::Kind::call && node.children[0]->kind == Node::Kind::name;
    if (calls_name && !is_bound(node.children[0]->text) && !has_function(node.children[0]->text))
      out.unknown.insert("function " + node.children[0]->text);
    if (node.kind == Node::Kind::filter && !has_filter(node.text)) out.unknown.insert("filter " + node.text);
    if (node.kind == Node::Kind::test && !has_test(node.text)) out.unknown.insert("test " + node.text);
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
