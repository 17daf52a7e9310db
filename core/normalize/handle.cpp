// Names of accounts in social networks.
#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/profile_address.hpp"

namespace musubi::normalize {

namespace {

void strip_signs(std::string& value) {
  while (value.starts_with('@') || value.starts_with('~')) value.erase(0, 1);
}

Word account_in(std::string_view text) {
  Word out;
  if (says_none(text)) return out;
  std::string value = utf8(read(text));
  strip_signs(value);
  if (auto named = name_in_address(value))
    value = *named;
  else
    value.resize(std::min(value.find_first_of("?#"), value.size()));
  while (value.ends_with('/')) value.pop_back();
  strip_signs(value);
  if (value.empty() || value.find_first_of(" /\\") != std::string::npos)
    out.problem = Message{"normalize.bad_handle", {}};
  else if (!says_none(value))
    out.word = value;
  return out;
}

}  // namespace

Word handle(std::string_view text) {
  Word out = account_in(text);
  // What reads as something else once more is no name.
  if (!out.word.empty() && account_in(out.word).word != out.word) out = {{{}, Message{"normalize.bad_handle", {}}}, {}};
  return out;
}

}  // namespace musubi::normalize
