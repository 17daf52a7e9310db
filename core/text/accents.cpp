#include <unicode/normalizer2.h>

#include <stdexcept>

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

const icu::Normalizer2& decomposer() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU cannot decompose: its data is missing");
  return *nfd;
}

bool is_latin_letter(char32_t c) { return (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00); }

/// Letters with a stroke, which Unicode takes for letters of their own.
char32_t without_stroke(char32_t c) {
  switch (c) {
    case U'ø': return U'o';
    case U'Ø': return U'O';
    case U'ł': return U'l';
    case U'Ł': return U'L';
    case U'đ': return U'd';
    case U'Đ': return U'D';
    case U'ı': return U'i';
    default: return c;
  }
}

}  // namespace

std::string without_accents(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  icu::UnicodeString parts;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool apart = is_latin_letter(c) && decomposer().getDecomposition(static_cast<UChar32>(c), parts) && parts.length() > 0;
    append_utf8(out, without_stroke(apart ? char32_t(parts.char32At(0)) : c));
  }
  return out;
}

}  // namespace musubi::text
