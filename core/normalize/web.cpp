// Web addresses and names in social networks.
#include <algorithm>

#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return char(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

}  // namespace

Word url(std::string_view text) {
  Word out;
  std::string value = utf8(read(text));
  if (value.empty()) return out;
  std::string scheme = "https";
  if (size_t at = value.find("://"); at != std::string::npos) {
    scheme = lowered(value.substr(0, at));
    value.erase(0, at + 3);
    if (scheme == "ttp" || scheme == "ttps") scheme.insert(0, "h");  // written so as not to become a link
  }
  size_t path = std::min(value.find_first_of("/?#"), value.size());
  std::string host = lowered(value.substr(0, path));
  bool blank = host.find(' ') != std::string::npos || value.find(' ') != std::string::npos;
  bool dotted = host.find('.') != std::string::npos && host.front() != '.' && host.back() != '.';
  if ((scheme != "http" && scheme != "https") || !dotted || blank || host.find('@') != std::string::npos)
    return out.problem = Message{"normalize.bad_url", {}}, out;
  std::string rest = value.substr(path);
  out.word = scheme + "://" + host + (rest == "/" ? "" : rest);
  return out;
}

Word handle(std::string_view text) {
  Word out;
  std::string value = utf8(read(text));
  if (value.empty()) return out;
  if (size_t scheme = value.find("://"); scheme != std::string::npos) value.erase(0, scheme + 3);
  if (size_t slash = value.find('/');
      slash != std::string::npos && value.substr(0, slash).find('.') != std::string::npos) {
    value.erase(0, slash + 1);
    value.resize(std::min(value.find_first_of("/?#"), value.size()));
  }
  while (value.starts_with('@') || value.starts_with('~')) value.erase(0, 1);
  if (value.empty() || value.find_first_of(" /\\") != std::string::npos)
    out.problem = Message{"normalize.bad_handle", {}};
  else
    out.word = value;
  return out;
}

}  // namespace musubi::normalize
