#include "connectors/http/read/key_names.hpp"

#include <re2/re2.h>

#include <vector>

#include "connectors/http/template/case_mapping.hpp"

namespace musubi::http {

std::string lower_key(const std::string& name) {
  return lower_case(name);
}

std::string snake_key(const std::string& name) {
  static const re2::RE2 token("[A-Z]+[a-z]*|[a-z]+|[0-9]+|([^a-zA-Z0-9]+)");
  std::string out;
  re2::StringPiece groups[2];
  std::vector<std::string> words;
  size_t at = 0;
  while (at < name.size() && token.Match(name, at, name.size(), re2::RE2::UNANCHORED, groups, 2)) {
    at = static_cast<size_t>(groups[0].data() - name.data()) + groups[0].size();
    if (!groups[1].data()) words.push_back(lower_case(groups[0].as_string()));
  }
  for (const std::string& word : words) out += (out.empty() ? "" : "_") + word;
  return out.empty() || (out[0] >= '0' && out[0] <= '9') ? "_" + out : out;
}

}  // namespace musubi::http
