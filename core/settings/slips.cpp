#include "core/settings/slips.hpp"

#include <algorithm>

namespace musubi {
namespace {

constexpr std::string_view wide_colon = "\uFF1A", wide_space = "\u3000", hard_space = "\u00A0";

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool ends_word(std::string_view body, size_t i) {
  return i + 1 == body.size() || is_blank(body[i + 1]);
}

/// Reads one line after another and remembers what a line leaves open: a quote, a block text.
class Lines {
 public:
  /// The slip in this line, "" if there is none.
  std::string look(std::string_view line);
  /// The line on which a quote was opened that is open still; 0: none.
  int open_quote() const { return quote_ == 0 ? 0 : quote_line_; }

 private:
  bool in_block(std::string_view line);
  void follow(std::string_view body);
  void open_block(std::string_view body, size_t indent);

  int line_ = 0, quote_line_ = 0, depth_ = 0;  // depth_: of brackets and braces
  char quote_ = 0;
  size_t block_ = std::string_view::npos;  // indentation of the line that opened a block text
};

/// True inside a block text; its lines are deeper than the line that opened it.
bool Lines::in_block(std::string_view line) {
  if (block_ == std::string_view::npos) return false;
  size_t indent = line.find_first_not_of(' ');
  if (indent == std::string_view::npos || indent > block_) return true;
  block_ = std::string_view::npos;
  return false;
}

/// Keeps track of quotes and stops at a comment. A quote opens only where a value or a key begins: `it's` has
/// none.
void Lines::follow(std::string_view body) {
  bool begins = true;
  for (size_t i = 0; i < body.size(); ++i) {
    char c = body[i];
    if (quote_ == '"' && c == '\\') {
      ++i;
    } else if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
      begins = false;
    } else if (is_blank(c) || (begins && (c == '-' || c == '?') && ends_word(body, i))) {
      continue;
    } else if (c == '#' && (i == 0 || is_blank(body[i - 1]))) {
      return;
    } else if (begins && (c == '"' || c == '\'')) {
      quote_ = c;
      quote_line_ = line_;
    } else if ((c == '[' || c == '{') && (begins || depth_ > 0)) {
      ++depth_;
      begins = true;
    } else if ((c == ']' || c == '}') && depth_ > 0) {
      --depth_;
      begins = false;
    } else {
      begins = (c == ':' && ends_word(body, i)) || (c == ',' && depth_ > 0);
    }
  }
}

void Lines::open_block(std::string_view body, size_t indent) {
  size_t comment = body.find(" #");
  std::string_view head = body.substr(0, comment);
  while (!head.empty() && is_blank(head.back())) head.remove_suffix(1);
  size_t mark = head.find_last_not_of("+-123456789");
  if (quote_ == 0 && mark != std::string_view::npos && (head[mark] == '|' || head[mark] == '>') &&
      (mark == 0 || is_blank(head[mark - 1])))
    block_ = indent;
}

/// The text before the first ':' or '：' of a line, if a plain key may stand there; the rest goes to `after`.
std::string_view key_of(std::string_view body, std::string_view& after) {
  if (body.empty() || std::string_view("\"'{}[]|>&*!%@`#,-").find(body.front()) != std::string_view::npos)
    return {};
  size_t end = std::min(body.find(':'), body.find(wide_colon));
  if (end == std::string_view::npos || body.substr(0, end).find(" #") != std::string_view::npos) return {};
  after = body.substr(end);
  return body.substr(0, end);
}

std::string Lines::look(std::string_view line) {
  ++line_;
  if (quote_ != 0) return follow(line), "";
  if (in_block(line)) return "";
  size_t indent = line.find_first_not_of(' ');
  if (indent == std::string_view::npos) return "";
  std::string_view body = line.substr(indent);
  if (body.front() == '\t')
    return body.find_first_not_of(" \t") == std::string_view::npos ? "" : "settings.tab";
  if (body.starts_with(wide_space) || body.starts_with(hard_space)) return "settings.wide_space";
  std::string_view after;
  if (!key_of(body, after).empty()) {
    if (after.starts_with(wide_colon)) return "settings.wide_colon";
    if (after.substr(1).starts_with(wide_space)) return "settings.wide_space";
  }
  follow(body);
  open_block(body, indent);
  return "";
}

}  // namespace

std::optional<Slip> find_slip(std::string_view text) {
  Lines lines;
  for (int number = 1; !text.empty(); ++number) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string id = lines.look(text.substr(0, end));
    if (!id.empty()) return Slip{id, number};
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (lines.open_quote() > 0) return Slip{"settings.open_quote", lines.open_quote()};
  return {};
}

}  // namespace musubi
