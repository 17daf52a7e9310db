// Web addresses.
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

}  // namespace musubi::normalize
