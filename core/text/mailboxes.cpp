#include "core/text/mailboxes.hpp"

#include <array>
#include <optional>
#include <utility>

#include "core/text/fold.hpp"

namespace musubi::text {
namespace {

constexpr std::string_view comma = "、";

/// Finds where brackets and quotes close on their line; remembers up to where there is no close, so that a text of many open ones costs no more.
class Brackets {
 public:
  explicit Brackets(std::string_view text) : text_(text) {}

  /// Where the one that opens at `at` closes; nullopt for no bracket, and for one that never closes.
  std::optional<size_t> closing(size_t at) {
    const size_t kind = opening.find(text_[at]);
    if (kind == std::string_view::npos || at < none_before_[kind]) return {};
    size_t end = at + 1;
    for (; end < text_.size() && text_[end] != '\n'; ++end) {
      if (text_[end] == closes[kind]) return end;
      if (text_[end] == '\\' && kind == 0) ++end;
    }
    none_before_[kind] = end;
    return {};
  }

 private:
  static constexpr std::string_view opening = "\"<([", closes = "\">)]";
  std::string_view text_;
  std::array<size_t, opening.size()> none_before_{};
};

/// The length of what parts people at `at`; 0 where nothing does.
size_t separator(std::string_view text, size_t at, bool commas) {
  if (text[at] == ';' || text[at] == '\n' || text[at] == '\t') return 1;
  if (!commas) return 0;
  return text[at] == ',' ? 1 : text.substr(at).starts_with(comma) ? comma.size() : 0;
}

std::vector<std::string_view> pieces(std::string_view text) {
  const bool commas = text.find(';') == std::string_view::npos;
  std::vector<std::string_view> out;
  Brackets brackets(text);
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    if (const auto end = brackets.closing(at)) {
      at = *end + 1;
    } else if (const size_t length = separator(text, at, commas)) {
      out.push_back(text.substr(begin, at - begin));
      begin = at += length;
    } else {
      ++at;
    }
  }
  out.push_back(text.substr(begin));
  return out;
}

bool is_local(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}
bool is_domain(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '.'; }

/// The next address at or behind `from`: where it begins and ends.
std::optional<std::pair<size_t, size_t>> next_address(std::string_view text, size_t from) {
  for (size_t at = text.find('@', from); at != std::string_view::npos; at = text.find('@', at + 1)) {
    size_t begin = at, end = at + 1;
    while (begin > from && is_local(text[begin - 1])) --begin;
    while (begin < at && std::string_view("'/=*&.`").find(text[begin]) != std::string_view::npos) ++begin;
    while (end < text.size() && is_domain(text[end])) ++end;
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    const bool dotted = text.substr(at + 1, end - at - 1).find('.', 1) != std::string_view::npos;
    if (begin < at && dotted) return std::pair(begin, end);
  }
  return {};
}

/// A name without what surrounds it: spaces, quotes, brackets, mailto:, marks between it and its address.
std::string name_of(std::string_view text) {
  static constexpr std::string_view around = " \t\r\"'<>[]:/|,;.";
  constexpr std::string_view scheme = "mailto";
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\\' || i + 1 == text.size()) plain += text[i];
  std::string_view view = plain;
  for (bool again = true; again;) {
    const size_t before = view.size();
    while (!view.empty() && around.find(view.front()) != std::string_view::npos) view.remove_prefix(1);
    while (!view.empty() && around.find(view.back()) != std::string_view::npos) view.remove_suffix(1);
    if (view.size() >= scheme.size() && fold_case(view.substr(view.size() - scheme.size())) == scheme) view.remove_suffix(scheme.size());
    // (渋屋 一郎) is a name, 渋屋 一郎( what an address stood behind, 青空(株) a name with a bracket.
    if (!view.empty() && view.back() == '(') view.remove_suffix(1);
    if (!view.empty() && view.front() == ')') view.remove_prefix(1);
    if (!view.empty() && view.front() == '(' && view.back() == ')' && view.find(')') + 1 == view.size()) view = view.substr(1, view.size() - 2);
    again = view.size() != before;
  }
  return squeeze_spaces(view);
}

/// What stands in brackets behind an address without a name is its name: ichiro@example.com (渋屋 一郎).
bool in_brackets(std::string_view behind) {
  const size_t at = behind.find_first_not_of(" >");
  return at != std::string_view::npos && behind[at] == '(';
}

void add_people(std::string_view piece, std::vector<Mailbox>& out) {
  size_t from = 0;
  Mailbox* last = nullptr;
  const size_t first = out.size();
  for (auto found = next_address(piece, 0); found; found = next_address(piece, from)) {
    std::string name = name_of(piece.substr(from, found->first - from));
    if (last && last->name.empty() && in_brackets(piece.substr(from))) last->name = std::move(name), name.clear();
    out.push_back({std::move(name), std::string(piece.substr(found->first, found->second - found->first))});
    last = &out.back();
    from = found->second;
  }
  std::string rest = name_of(piece.substr(from));
  if (last && last->name.empty()) last->name = std::move(rest);
  if (out.size() == first && !rest.empty()) out.push_back({std::move(rest), {}});
}

}  // namespace

std::vector<Mailbox> mailboxes(std::string_view text) {
  const std::string folded = nfkc(text);
  std::vector<Mailbox> out;
  for (const std::string_view piece : pieces(folded)) add_people(piece, out);
  return out;
}

}  // namespace musubi::text
