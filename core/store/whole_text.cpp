#include "core/store/whole_text.hpp"

#include <fmt/format.h>

#include "core/store/copy.hpp"
#include "core/text/fold.hpp"

namespace musubi::store {
namespace {

std::string quoted(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\^$.|?*+()[]{}-").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string whole_pattern(const std::string& text) {
  // \n, \t and \u3000 of JSON and %94 of a post end in what could be a letter or digit of the address.
  constexpr std::string_view escape = R"(|\\[nrtbf]|\\u[0-9a-f]{4}|%[0-9a-f]{2})";
  const bool address = text.find('@') != std::string::npos;
  const std::string_view before = address ? "[^a-z0-9._%+-]" : "[^0-9]", behind = address ? R"((?![a-z0-9-]|\.[a-z0-9]))" : "(?![0-9])";
  return fmt::format("(^|{}{}){}{}", before, escape, quoted(text), behind);
}

std::string holds_whole(const std::string& what, int first) {
  return fmt::format("exists (select from unnest(${1}::text[], ${2}::text[]) t (text, whole) where position(t.text in lower({0})) > 0 and {0} ~* t.whole)", what, first, first + 1);
}

std::vector<std::string> whole_texts(const std::vector<std::string>& texts) {
  ArrayText plain, patterns;
  for (const std::string& text : texts) {
    plain.add(text::fold_case(text));
    patterns.add(whole_pattern(text));
  }
  return {plain.take(), patterns.take()};
}

}  // namespace musubi::store
