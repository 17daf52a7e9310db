#include "connectors/http/template/lexer.hpp"

#include <algorithm>
#include <array>

#include "connectors/http/template/python_escape.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {
    if (source_.ends_with("\r\n"))
      source_.remove_suffix(2);
    else if (source_.ends_with('\n') || source_.ends_with('\r'))
      source_.remove_suffix(1);
  }

  std::vector<Lexeme> run() {
    while (at_ < source_.size()) text();
    add(Lexeme::Kind::end, source_.size(), "");
    return std::move(out_);
  }

 private:
  [[noreturn]] void fail(size_t at, const std::string& what) const {
    trouble(what + " (" + place_in(source_, at) + ")");
  }
  void add(Lexeme::Kind kind, size_t at, std::string text) { out_.push_back({kind, at, std::move(text)}); }
  bool here(std::string_view word) const { return source_.substr(at_).starts_with(word); }

  /// Text up to the next bracket, then what the bracket holds.
  void text() {
    size_t open = source_.find('{', at_);
    while (open != source_.npos && open + 1 < source_.size() && source_[open + 1] != '{' &&
           source_[open + 1] != '%' && source_[open + 1] != '#')
      open = source_.find('{', open + 1);
    if (open == source_.npos || open + 1 >= source_.size()) open = source_.size();
    std::string_view before = source_.substr(at_, open - at_);
    bool trims = open + 2 < source_.size() && source_[open + 2] == '-';
    if (trims)
      while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
    if (!before.empty()) add(Lexeme::Kind::text, at_, std::string(before));
    at_ = open;
    if (at_ >= source_.size()) return;
    char kind = source_[at_ + 1];
    if (kind == '#') return comment();
    if (kind == '%' && raw()) return;
    add(kind == '{' ? Lexeme::Kind::output_begin : Lexeme::Kind::block_begin, at_, "");
    at_ += 2;
    if (here("-") || here("+")) ++at_;
    lexemes(kind == '{' ? "}}" : "%}", kind == '{' ? Lexeme::Kind::output_end : Lexeme::Kind::block_end);
  }

  void after_bracket(bool trims) {
    while (trims && at_ < source_.size() && is_space(source_[at_])) ++at_;
  }

  void comment() {
    size_t close = source_.find("#}", at_ + 2);
    if (close == source_.npos) fail(at_, "a comment {# has no end #}");
    bool trims = source_[close - 1] == '-';
    at_ = close + 2;
    after_bracket(trims);
  }

  /// A tag {% word %} at `at`: where it ends, and whether its ends trim; npos where there is none.
  size_t tag(size_t at, std::string_view word, bool& trims_before, bool& trims_after) const {
    auto skip = [&] {
      while (at < source_.size() && is_space(source_[at])) ++at;
    };
    if (!source_.substr(at).starts_with("{%")) return source_.npos;
    at += 2;
    trims_before = source_.substr(at).starts_with("-");
    if (trims_before) ++at;
    skip();
    if (!source_.substr(at).starts_with(word)) return source_.npos;
    at += word.size();
    skip();
    trims_after = source_.substr(at).starts_with("-");
    if (trims_after) ++at;
    return source_.substr(at).starts_with("%}") ? at + 2 : source_.npos;
  }

  bool raw() {
    bool ignored = false, trims_begin = false, trims_end = false, trims_after = false;
    size_t begin = tag(at_, "raw", ignored, trims_begin);
    if (begin == source_.npos) return false;
    for (size_t close = source_.find("{%", begin); close != source_.npos;
         close = source_.find("{%", close + 1)) {
      size_t end = tag(close, "endraw", trims_end, trims_after);
      if (end == source_.npos) continue;
      std::string_view body = source_.substr(begin, close - begin);
      while (trims_begin && !body.empty() && is_space(body.front())) body.remove_prefix(1);
      while (trims_end && !body.empty() && is_space(body.back())) body.remove_suffix(1);
      if (!body.empty()) add(Lexeme::Kind::text, begin, std::string(body));
      at_ = end;
      after_bracket(trims_after);
      return true;
    }
    fail(at_, "{% raw %} has no {% endraw %}");
  }

  void lexemes(std::string_view close, Lexeme::Kind close_kind) {
    size_t opened = at_;
    int depth = 0;
    for (;;) {
      while (at_ < source_.size() && is_space(source_[at_])) ++at_;
      if (at_ >= source_.size()) fail(opened, "an opening bracket has no end " + std::string(close));
      bool trims = source_[at_] == '-' && source_.substr(at_ + 1).starts_with(close);
      if (depth == 0 && (trims || here(close))) {
        add(close_kind, at_, "");
        at_ += 2 + (trims ? 1 : 0);
        return after_bracket(trims);
      }
      lexeme(depth);
    }
  }

  void lexeme(int& depth) {
    char c = source_[at_];
    if (c == '"' || c == '\'') return string(c);
    if (is_digit(c)) return number();
    if (is_letter(c)) {
      size_t begin = at_;
      while (at_ < source_.size() && (is_letter(source_[at_]) || is_digit(source_[at_]))) ++at_;
      return add(Lexeme::Kind::name, begin, std::string(source_.substr(begin, at_ - begin)));
    }
    static constexpr std::array<std::string_view, 28> symbols = {
        "//", "**", "==", "!=", ">=", "<=", "(", ")", "[", "]", "{", "}", "+", "-",
        "*",  "/",  "%",  "~",  "<",  ">",  "=", ".", ",", ":", "|", ";", "!", "@"};
    for (std::string_view symbol : symbols)
      if (here(symbol) && symbol != "!" && symbol != "@") {
        if (symbol == "(" || symbol == "[" || symbol == "{") ++depth;
        if (symbol == ")" || symbol == "]" || symbol == "}") --depth;
        if (depth < 0) fail(at_, "“" + std::string(symbol) + "” closes nothing");
        add(Lexeme::Kind::symbol, at_, std::string(symbol));
        at_ += symbol.size();
        return;
      }
    fail(at_, "“" + std::string(1, c) + "” is no part of an expression");
  }

  void string(char quote) {
    size_t begin = at_++;
    size_t from = at_;
    while (at_ < source_.size() && source_[at_] != quote) at_ += source_[at_] == '\\' ? 2 : 1;
    if (at_ >= source_.size()) fail(begin, "a string has no end");
    auto text = unescape_python(source_.substr(from, at_ - from));
    if (!text) fail(begin, "a string has an escape that is none");
    add(Lexeme::Kind::string, begin, std::move(*text));
    ++at_;
  }

  void number() {
    size_t begin = at_;
    auto digits = [&](auto allowed) {
      while (at_ < source_.size() && (allowed(source_[at_]) || source_[at_] == '_')) ++at_;
    };
    auto kind = Lexeme::Kind::integer;
    if (here("0x") || here("0X")) {
      at_ += 2;
      digits([](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
    } else if (here("0o") || here("0O") || here("0b") || here("0B")) {
      at_ += 2;
      digits(is_digit);
    } else {
      digits(is_digit);
      if (at_ + 1 < source_.size() && source_[at_] == '.' && is_digit(source_[at_ + 1])) {
        kind = Lexeme::Kind::floating;
        ++at_;
        digits(is_digit);
      }
      size_t e = at_;
      if (e < source_.size() && (source_[e] == 'e' || source_[e] == 'E')) {
        ++e;
        if (e < source_.size() && (source_[e] == '+' || source_[e] == '-')) ++e;
        if (e < source_.size() && is_digit(source_[e])) {
          kind = Lexeme::Kind::floating;
          at_ = e;
          digits(is_digit);
        }
      }
    }
    std::string text(source_.substr(begin, at_ - begin));
    std::erase(text, '_');
    add(kind, begin, std::move(text));
  }

  std::string_view source_;
  size_t at_ = 0;
  std::vector<Lexeme> out_;
};

}  // namespace

std::vector<Lexeme> lex_template(std::string_view source) {
  return Lexer(source).run();
}

std::string place_in(std::string_view source, size_t at) {
  std::string_view before = source.substr(0, std::min(at, source.size()));
  size_t line = 1 + static_cast<size_t>(std::ranges::count(before, '\n'));
  size_t column = at - (before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

}  // namespace musubi::http
