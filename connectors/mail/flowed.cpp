#include "connectors/mail/flowed.hpp"

#include "connectors/mail/lines.hpp"

namespace musubi::mail {

std::string unflowed(std::string_view text, bool delsp) {
  constexpr std::string_view signature = "-- ";
  std::string out;
  bool goes_on = false;
  size_t depth_before = 0;
  for (const std::string& line : lines_of(text)) {
    std::string_view rest = line;
    size_t depth = 0;
    while (rest.starts_with('>')) rest.remove_prefix(1), ++depth;
    const bool stuffed = rest.starts_with(' ');
    if (stuffed) rest.remove_prefix(1);
    const bool soft = rest.ends_with(' ') && rest != signature;
    if (!goes_on || depth != depth_before || rest == signature) {
      if (goes_on) out += '\n';
      out += std::string(depth, '>') + (depth ? " " : "");
    }
    out += soft && delsp ? rest.substr(0, rest.size() - 1) : rest;
    if (!soft) out += '\n';
    goes_on = soft, depth_before = depth;
  }
  return out;
}

}  // namespace musubi::mail
