#include <unicode/uchar.h>

#include "core/text/utf8.hpp"

namespace musubi::text {

unsigned display_width(char32_t c) {
  if (c < 0x7F) return c >= 0x20;
  const auto point = static_cast<UChar32>(c);
  switch (u_charType(point)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return 0;
    default:
      break;
  }
  // Vowels and finals of Hangul syllables stand inside the leading consonant's two columns.
  if (c >= 0x1160 && c <= 0x11FF) return 0;
  const int wide = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

size_t display_width(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) width += display_width(next_code_point(text, at));
  return width;
}

std::string_view truncate_to_width(std::string_view text, size_t width) {
  size_t used = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    used += display_width(next_code_point(text, at));
    if (used > width) return text.substr(0, begin);
  }
  return text;
}

std::string fit_to_width(std::string_view text, size_t width) {
  size_t used = display_width(text);
  std::string out;
  if (used <= width) {
    out = text;
  } else if (width > 0) {
    out = truncate_to_width(text, width - 1);
    used = display_width(out) + 1;
    out += "…";
  } else {
    used = 0;
  }
  out.append(width - used, ' ');
  return out;
}

}  // namespace musubi::text
