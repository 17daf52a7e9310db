#include "connectors/form/references.hpp"

#include <algorithm>
#include <charconv>

#include "core/text/utf8.hpp"

namespace musubi::form {
namespace {

bool is_sent_so(uint32_t c) { return c >= 0xA0 && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF); }

/// The character named between "&#" and ";"; 0 where there is none.
uint32_t named(std::string_view digits) {
  int base = 10;
  if (digits.starts_with('x') || digits.starts_with('X')) {
    digits.remove_prefix(1);
    base = 16;
  }
  uint32_t out = 0;
  auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), out, base);
  return wrong == std::errc() && end == digits.data() + digits.size() && is_sent_so(out) ? out : 0;
}

}  // namespace

std::string without_references(std::string_view text) {
  constexpr size_t longest = 10;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t next = std::min(text.find("&#", at), text.size());
    out += text.substr(at, next - at);
    at = next;
    if (at == text.size()) break;
    size_t end = text.substr(0, at + 2 + longest).find(';', at);
    uint32_t c = end == text.npos ? 0 : named(text.substr(at + 2, end - at - 2));
    if (c) {
      text::append_utf8(out, char32_t(c));
      at = end + 1;
    } else {
      out += "&#";
      at += 2;
    }
  }
  return out;
}

}  // namespace musubi::form
