#include "connectors/mail/lines.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "core/text/fold.hpp"

namespace musubi::mail {

bool found(std::string_view text, const RE2& pattern) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

const RE2::Options& pattern_options() {
  static const RE2::Options options = [] {
    RE2::Options o;
    o.set_case_sensitive(false);
    o.set_log_errors(false);
    return o;
  }();
  return options;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string folded_line(std::string_view line) {
  return std::string(trimmed(text::fold_hyphens(text::nfkc(line))));
}

std::string without_blanks(std::string_view text) {
  std::string out(text);
  std::erase_if(out, is_blank);
  return out;
}

std::string first_bytes(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return std::string(text.substr(0, bytes));
}

}  // namespace musubi::mail
