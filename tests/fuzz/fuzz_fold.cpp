// Folding gives UTF-8 and, done twice, the same as once; people of a text of addresses have an address or a name, in UTF-8.
#include "core/text/fold.hpp"
#include "core/text/mailboxes.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi::text;
using musubi::fuzz::require;

void check_twice(std::string (*fold)(std::string_view), std::string_view text) {
  const std::string once = fold(text);
  require(is_valid_utf8(once) && fold(once) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text = musubi::fuzz::text_of(bytes, size);
  check_twice(nfkc, text);
  check_twice(hiragana_to_katakana, text);
  check_twice(katakana_to_hiragana, text);
  check_twice(fold_case, text);
  check_twice(squeeze_spaces, text);
  check_twice(without_accents, text);
  const std::string dashes = fold_hyphens(text);
  require(is_valid_utf8(dashes));
  for (const char32_t c : to_code_points(dashes)) require(c == U'-' || !is_hyphen(c));
  require(display_width(fit_to_width(replace_invalid(text), 9)) == 9);
  for (const char32_t c : to_code_points(nfkc(text))) require(!is_invisible(c));
  for (const Mailbox& one : mailboxes(text))
    require(is_valid_utf8(one.name) && is_valid_utf8(one.address) && (one.address.empty() ? !one.name.empty() : one.address.find('@') != std::string::npos));
  return 0;
}
