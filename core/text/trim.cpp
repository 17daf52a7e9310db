#include "core/text/trim.hpp"

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

bool goes(char32_t c) { return is_space(c) || c == 0xFEFF; }

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const CodePoint first = code_point_at(text, 0);
    if (!goes(first.value)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty()) {
    const CodePoint last = last_code_point(text);
    if (!goes(last.value)) break;
    text.remove_suffix(last.size);
  }
  return text;
}

}  // namespace musubi::text
