#include <algorithm>
#include <array>
#include <string_view>

#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr std::array<std::string_view, 24> kWords = {
    "and", "argument", "attribute", "bool", "date", "datetime", "dict", "element", "float", "has", "int", "is",
    "list", "no",       "None",      "NoneType", "object", "of", "relativedelta", "slices", "str", "timedelta", "type", "whole"};

bool is_in_word(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u >= 0x80 || c == '_' || c == '-' || c == '.' || c == '@' || (u >= '0' && u <= '9') || ((u | 32) >= 'a' && (u | 32) <= 'z');
}

}  // namespace

std::string spoken(const Trouble& trouble) {
  const std::string_view text = trouble.what();
  const size_t first = text.find('\''), last = text.rfind('\'');
  if (first == text.npos || trouble.expression.empty()) return std::string(text);
  std::string out(text.substr(0, first));
  for (size_t at = first; at < last;) {
    if (!is_in_word(text[at])) {
      out += text[at++];
      continue;
    }
    size_t end = at;
    while (end < last && is_in_word(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    const bool said = std::ranges::find(kWords, word) != kWords.end() || trouble.expression.find(word) != std::string::npos;
    out += said ? word : "…";
    at = end;
  }
  return out.append(text.substr(last));
}

}  // namespace musubi::http
