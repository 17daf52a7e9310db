#include "core/text/spellings.hpp"

#include <algorithm>

#include "core/text/json.hpp"
#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

constexpr std::string_view kUpper = "0123456789ABCDEF", kLower = "0123456789abcdef";

std::string in_url(std::string_view text, std::string_view hex) {
  std::string out;
  for (unsigned char c : text) {
    bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                 std::string_view("-._~").find(static_cast<char>(c)) != std::string_view::npos;
    if (plain)
      out += static_cast<char>(c);
    else
      out += {'%', hex[c >> 4], hex[c & 15]};
  }
  return out;
}

std::string in_json(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out.substr(1, out.size() - 2);
}

std::string in_ascii(std::string_view json) {
  std::string out;
  auto escape = [&](char32_t unit) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kLower[unit >> shift & 15];
  };
  for (size_t at = 0; at < json.size();) {
    char32_t c = next_code_point(json, at);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x10000) {
      escape(c);
    } else {
      escape(0xD800 + ((c - 0x10000) >> 10));
      escape(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

void add_forms(std::vector<std::string>& out, std::string_view text) {
  std::string json = in_json(text), ascii = in_ascii(json);
  for (std::string form : {std::string(text), json, ascii, in_url(text, kUpper), in_url(text, kLower)})
    out.push_back(std::move(form));
}

}  // namespace

std::vector<std::string> spellings(std::string_view text, size_t shortest_line) {
  std::vector<std::string> out;
  add_forms(out, text);
  if (text.find_first_of("\r\n") == text.npos) return out;
  while (!text.empty()) {
    size_t end = std::min(text.find_first_of("\r\n"), text.size());
    if (end >= shortest_line && end) add_forms(out, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace musubi::text
