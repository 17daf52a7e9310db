#include "connectors/mail/imap/reply.hpp"

#include <charconv>

#include "connectors/mail/ascii.hpp"

namespace musubi::mail {
namespace {

constexpr int kDeepestList = 20;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

bool is_state(std::string_view word) {
  return word == "OK" || word == "NO" || word == "BAD" || word == "BYE" || word == "PREAUTH";
}

class Parser {
 public:
  Parser(std::string_view text, std::vector<std::string>&& literals) : rest_(text), literals_(std::move(literals)) {}

  std::optional<Reply> reply() {
    Reply out;
    if (rest_.starts_with('+')) {
      out.kind = Reply::Kind::go_on;
      out.text = trimmed(rest_.substr(1));
      return out;
    }
    std::string_view first = word();
    if (first.empty() || !take(' ')) return {};
    if (first != "*") {
      out.kind = Reply::Kind::tagged;
      out.tag = first;
    }
    std::string_view second = word();
    if (auto number = number_in(second); number && out.kind == Reply::Kind::untagged) {
      if (!take(' ')) return {};
      out.number = *number;
      second = word();
    }
    out.word = upper(second);
    if (out.word.empty()) return {};
    if (is_state(out.word)) {
      code(out);
    } else if (out.kind == Reply::Kind::tagged || !read_values(out)) {
      return {};
    }
    return out;
  }

 private:
  std::string_view word() {
    size_t end = std::min(rest_.find(' '), rest_.size());
    std::string_view out = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return out;
  }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void code(Reply& out) {
    take(' ');
    if (take('[')) {
      std::string_view inside = rest_.substr(0, rest_.find(']'));
      rest_.remove_prefix(std::min(inside.size() + 1, rest_.size()));
      size_t blank = std::min(inside.find(' '), inside.size());
      out.code = upper(inside.substr(0, blank));
      out.code_value = trimmed(inside.substr(blank));
    }
    out.text = trimmed(rest_);
  }

  /// Of the words that we ask for; what else a server tells is its own affair.
  bool read_values(Reply& out) {
    if (out.word != "FETCH" && out.word != "LIST" && out.word != "CAPABILITY") return true;
    while (take(' ')) {
      if (rest_.empty()) return true;  // a blank at the end, as some servers send it
      Value value;
      if (!read(value, 0)) return false;
      out.values.push_back(std::move(value));
    }
    return rest_.empty();
  }

  bool read(Value& out, int depth) {
    if (depth > kDeepestList || rest_.empty()) return false;
    switch (rest_.front()) {
      case '(':
        return list(out, depth);
      case '"':
        return quoted(out);
      case kLiteralMark:
        if (used_ >= literals_.size()) return false;
        rest_.remove_prefix(1);
        out.kind = Value::Kind::string;
        out.text = std::move(literals_[used_++]);
        return true;
      default:
        return atom(out);
    }
  }

  bool list(Value& out, int depth) {
    out.kind = Value::Kind::list;
    take('(');
    while (!take(')')) {
      if (!out.list.empty() && !take(' ')) return false;
      Value value;
      if (!read(value, depth + 1)) return false;
      out.list.push_back(std::move(value));
    }
    return true;
  }

  bool quoted(Value& out) {
    out.kind = Value::Kind::string;
    for (size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '"') {
        rest_.remove_prefix(i + 1);
        return true;
      }
      if (rest_[i] == '\\' && ++i == rest_.size()) return false;
      if (rest_[i] == kLiteralMark) return false;
      out.text += rest_[i];
    }
    return false;
  }

  /// Up to a blank or a parenthesis, which belong to it within the brackets of BODY[HEADER.FIELDS (DATE)].
  bool atom(Value& out) {
    size_t end = 0;
    bool inside = false;
    for (; end < rest_.size(); ++end) {
      char c = rest_[end];
      if (c == kLiteralMark || c == '"') return false;
      if (c == '[' && same(rest_.substr(0, end), "BODY")) inside = true;
      if (c == ']') inside = false;
      if (!inside && (c == ' ' || c == '(' || c == ')')) break;
    }
    if (end == 0 || inside) return false;
    out.text = rest_.substr(0, end);
    out.kind = upper(out.text) == "NIL" ? Value::Kind::nil : Value::Kind::atom;
    rest_.remove_prefix(end);
    return true;
  }

  std::string_view rest_;
  std::vector<std::string> literals_;
  size_t used_ = 0;
};

}  // namespace

std::optional<uint32_t> number_in(std::string_view text) {
  uint32_t out = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return out;
}

std::optional<Reply> parse_reply(std::string_view line, std::vector<std::string>&& literals) {
  return Parser(line, std::move(literals)).reply();
}

}  // namespace musubi::mail
