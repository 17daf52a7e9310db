#include "core/text/percent.hpp"

#include <algorithm>

#include "core/text/utf8.hpp"

namespace musubi::text {

std::string percent_bytes(std::string_view bytes) {
  constexpr char hex[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : bytes) {
    if ((c >= 0x20 && c < 0x7F && c != '%') || c == '\n' || c == '\r' || c == '\t') {
      out += char(c);
    } else {
      out += '%';
      out += hex[c >> 4];
      out += hex[c & 15];
    }
  }
  return out;
}

std::string percent_ill_formed(std::string_view bytes) {
  std::string out;
  for (size_t at = 0; at < bytes.size();) {
    CodePoint point = code_point_at(bytes, at);
    std::string_view one = bytes.substr(at, point.size);
    if (point.valid && one.size() > 1)
      out += one;
    else
      out += percent_bytes(one);
    at += point.size;
  }
  return out;
}

std::string percent_json(std::string_view bytes, Encoding likely) {
  std::string out;
  for (size_t at = 0; at <= bytes.size();) {
    size_t end = std::min(bytes.find('"', at), bytes.size());
    std::string_view piece = bytes.substr(at, end - at);
    Decoded decoded = decode(piece, likely);
    out += percent_ill_formed(is_valid_utf8(piece) || decoded.bad ? piece : decoded.text);
    if (end < bytes.size()) out += '"';
    at = end + 1;
  }
  return out;
}

}  // namespace musubi::text
