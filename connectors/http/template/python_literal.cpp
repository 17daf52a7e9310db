#include "connectors/http/template/python_literal.hpp"

#include <charconv>
#include <cmath>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/python_escape.hpp"

namespace musubi::http {
namespace {

constexpr int kDepth = 90;

struct NoLiteral {};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : text_(text) {}

  Json document() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    text_.remove_prefix(at_);
    at_ = 0;
    lines_matter_ = false;
    skip();  // empty lines before a value
    if (at_ && text_[at_ - 1] != '\n') throw NoLiteral();
    lines_matter_ = true;
    Json first = value();
    skip();
    if (here(',')) first = tuple_of(std::move(first));
    lines_matter_ = false;
    skip();
    if (at_ != text_.size()) throw NoLiteral();
    return first;
  }

  /// Of what document() has read.
  bool is_tuple() const { return tuple_; }

 private:
  char now() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool here(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) { return here(c) ? (++at_, true) : false; }

  void skip() {
    for (; at_ < text_.size(); ++at_) {
      char c = text_[at_];
      if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
        if (at_ == text_.size()) return;
        c = text_[at_];
      }
      bool blank = c == ' ' || c == '\t' || c == '\f';
      bool line = c == '\n' || c == '\r';
      if (!blank && (!line || lines_matter_)) return;
    }
  }

  Json tuple_of(Json first) {
    Json out = Json::array({std::move(first)});
    while (take(',')) {
      skip();
      if (at_ == text_.size() || here('\n') || here('\r') || here('#')) break;
      out.push_back(value());
      skip();
    }
    tuple_ = true;
    return out;
  }

  Json value() {
    if (++depth_ > kDepth) throw NoLiteral();
    Json out = one();
    --depth_;
    return out;
  }

  Json one() {
    char c = now();
    if (c == '[') return list();
    if (c == '(') return tuple();
    if (c == '{') return dict();
    if (c == '"' || c == '\'') return strings();
    if (c == '+' || c == '-') return signed_number();
    if (is_digit(c) || c == '.') return number(false);
    return word();
  }

  Json word() {
    size_t begin = at_;
    auto letter = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) || (c & 0x80);
    };
    while (at_ < text_.size() && letter(text_[at_])) ++at_;
    std::string_view name = text_.substr(begin, at_ - begin);
    if (name == "None") return nullptr;
    if (name == "True") return true;
    if (name == "False") return false;
    if ((here('"') || here('\'')) && (name == "r" || name == "R" || name == "u" || name == "U")) {
      at_ = begin;
      return strings();
    }
    throw NoLiteral();
  }

  Json strings() {
    std::string out;
    while (here('"') || here('\'') || prefixed()) {
      bool raw = false;
      if (!here('"') && !here('\'')) raw = (text_[at_++] | 32) == 'r';
      out += string(raw);
      skip();
    }
    return out;
  }
  bool prefixed() const {
    return at_ + 1 < text_.size() && std::string_view("rRuU").find(text_[at_]) != std::string_view::npos &&
           (text_[at_ + 1] == '"' || text_[at_ + 1] == '\'');
  }

  std::string string(bool raw) {
    char quote = now();
    bool triple = text_.substr(at_).size() >= 3 && text_[at_ + 1] == quote && text_[at_ + 2] == quote;
    at_ += triple ? 3 : 1;
    size_t begin = at_;
    auto ends = [&] {
      return here(quote) && (!triple || text_.substr(at_).starts_with(std::string(3, quote)));
    };
    while (at_ < text_.size() && !ends()) {
      if (!triple && here('\n')) throw NoLiteral();
      at_ += here('\\') ? 2 : 1;
    }
    if (at_ >= text_.size()) throw NoLiteral();
    std::string_view body = text_.substr(begin, at_ - begin);
    at_ += triple ? 3 : 1;
    if (raw) return std::string(body);
    auto out = unescape_python(body);
    if (!out) throw NoLiteral();
    return *out;
  }

  Json signed_number() {
    bool minus = now() == '-';
    ++at_;
    skip();
    if (!is_digit(now()) && !here('.')) throw NoLiteral();
    return number(minus);
  }

  /// Digits with single underscores between them.
  std::string digits(std::string_view allowed) {
    std::string out;
    bool after_digit = false;
    for (; at_ < text_.size(); ++at_) {
      char c = text_[at_];
      if (c == '_' && after_digit && at_ + 1 < text_.size() && allowed.find(text_[at_ + 1]) != allowed.npos) {
        after_digit = false;
        continue;
      }
      if (allowed.find(c) == allowed.npos) break;
      out += c;
      after_digit = true;
    }
    return out;
  }

  Json based(int base, std::string_view allowed, bool minus) {
    at_ += 2;
    if (here('_')) ++at_;
    return whole(digits(allowed), base, minus);
  }

  Json whole(const std::string& text, int base, bool minus) {
    after_number();
    uint64_t magnitude = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), magnitude, base);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) throw NoLiteral();
    if (!minus) return magnitude <= INT64_MAX ? Json(static_cast<int64_t>(magnitude)) : Json(magnitude);
    if (magnitude > static_cast<uint64_t>(INT64_MAX) + 1) throw NoLiteral();
    return static_cast<int64_t>(0 - magnitude);
  }

  void after_number() const {
    char c = now();
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) || (c & 0x80);
    if (letter) throw NoLiteral();
  }

  Json number(bool minus) {
    constexpr std::string_view decimal = "0123456789";
    if (here('0') && at_ + 1 < text_.size()) {
      char kind = static_cast<char>(text_[at_ + 1] | 32);
      if (kind == 'x') return based(16, "0123456789abcdefABCDEF", minus);
      if (kind == 'o') return based(8, "01234567", minus);
      if (kind == 'b') return based(2, "01", minus);
    }
    std::string whole_part = digits(decimal), rest;
    if (take('.')) rest = "." + digits(decimal);
    if (whole_part.empty() && rest.size() < 2) throw NoLiteral();
    if (here('e') || here('E')) {
      ++at_;
      rest += "e";
      if (here('+') || here('-')) rest += text_[at_++];
      std::string exponent = digits(decimal);
      if (exponent.empty()) throw NoLiteral();
      rest += exponent;
    }
    if (!rest.empty()) return real(whole_part + rest, minus);
    bool zeros = whole_part.find_first_not_of('0') == whole_part.npos;
    if (whole_part.size() > 1 && whole_part[0] == '0' && !zeros) throw NoLiteral();
    return whole(whole_part, 10, minus);
  }

  Json real(const std::string& text, bool minus) {
    after_number();
    std::string whole_text = text.starts_with('.') ? "0" + text : text;
    double out = std::strtod(whole_text.c_str(), nullptr);
    if (std::isinf(out)) throw NoLiteral();
    return minus ? -out : out;
  }

  template <class Each>
  void inside(char close, Each each) {
    ++at_;
    bool outer = lines_matter_;
    lines_matter_ = false;
    skip();
    while (!here(close)) {
      each();
      skip();
      if (!take(',')) break;
      skip();
    }
    if (!take(close)) throw NoLiteral();
    lines_matter_ = outer;
  }

  Json list() {
    Json out = Json::array();
    inside(']', [&] { out.push_back(value()); });
    tuple_ = false;
    return out;
  }

  Json tuple() {
    Json out = Json::array();
    bool comma = false;
    inside(')', [&] {
      out.push_back(value());
      skip();
      comma |= here(',');
    });
    if (out.size() == 1 && !comma) return Json(out[0]);
    tuple_ = true;
    return out;
  }

  Json dict() {
    Json out = Json::object();
    inside('}', [&] {
      Json key = value();
      skip();
      if (!take(':')) throw NoLiteral();
      skip();
      if (key.is_structured()) throw NoLiteral();
      out[text_of(Value(std::move(key)))] = value();
    });
    tuple_ = false;
    return out;
  }

  std::string_view text_;
  size_t at_ = 0;
  int depth_ = 0;
  bool lines_matter_ = true;
  bool tuple_ = false;  // the list read last was a tuple; the outermost is the last
};

/// Most texts are no literals; their first letter says so.
bool may_be_literal(std::string_view text) {
  size_t first = text.find_first_not_of(" \t\n\r\f");
  if (first == text.npos) return false;
  return std::string_view("0123456789+-.'\"[({NTFrRuU#").find(text[first]) != std::string_view::npos;
}

}  // namespace

std::optional<Json> read_literal(std::string_view text, bool* tuple) {
  if (!may_be_literal(text) || text.find('\0') != text.npos) return std::nullopt;
  try {
    LiteralReader reader(text);
    Json out = reader.document();
    if (tuple) *tuple = reader.is_tuple();
    return out;
  } catch (const NoLiteral&) {
    return std::nullopt;
  }
}

}  // namespace musubi::http
