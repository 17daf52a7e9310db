#include "connectors/http/template/python_escape.hpp"

#include <unicode/uchar.h>

#include <cstdint>
#include <cstdio>

namespace musubi::http {
namespace {

std::optional<uint32_t> hex(std::string_view digits) {
  uint32_t out = 0;
  for (char c : digits) {
    int value = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (value < 0) return std::nullopt;
    out = out * 16 + static_cast<uint32_t>(value);
  }
  return out;
}

bool is_printable(char32_t c) {
  if (c < 0x7F) return c >= 0x20;
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UNASSIGNED:
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return false;
    default:
      return true;
  }
}

/// The code point at `at`, which moves behind it; a stray byte stands for itself.
char32_t next_point(std::string_view s, size_t& at) {
  auto lead = static_cast<unsigned char>(s[at++]);
  int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t c = more ? static_cast<char32_t>(lead & (0x3F >> more)) : lead;
  for (; more && at < s.size(); --more) c = (c << 6) | (static_cast<unsigned char>(s[at++]) & 0x3F);
  return c;
}

void append_escaped(std::string& out, char32_t c) {
  char buffer[16];
  const char* form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
  std::snprintf(buffer, sizeof buffer, form, static_cast<unsigned>(c));
  out += buffer;
}

/// The second half of a pair of surrogates, in an escape of its own at `at`, which moves behind it.
std::optional<uint32_t> low_half(std::string_view body, size_t& at) {
  if (body.substr(at, 2) != "\\u" || at + 6 > body.size()) return std::nullopt;
  auto half = hex(body.substr(at + 2, 4));
  if (!half || *half < 0xDC00 || *half > 0xDFFF) return std::nullopt;
  at += 6;
  return half;
}

/// The escape behind a backslash at `at`; false where it is broken.
bool read_escape(std::string_view body, size_t& at, std::string& out) {
  char c = body[at++];
  static constexpr std::string_view from = "abfnrtv\\'\"", to = "\a\b\f\n\r\t\v\\'\"";
  if (c == '\n') return true;
  if (size_t known = from.find(c); known != from.npos) return out += to[known], true;
  if (c >= '0' && c <= '7') {
    uint32_t value = static_cast<uint32_t>(c - '0');
    for (int i = 0; i < 2 && at < body.size() && body[at] >= '0' && body[at] <= '7'; ++i)
      value = value * 8 + static_cast<uint32_t>(body[at++] - '0');
    return append_utf8(out, value), true;
  }
  size_t length = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (c == 'N') return false;
  if (length == 0) return out += '\\', out += c, true;
  if (at + length > body.size()) return false;
  auto value = hex(body.substr(at, length));
  if (!value || *value > 0x10FFFF) return false;
  at += length;
  if (*value >= 0xD800 && *value < 0xDC00)  // a pair is what JSON writes for one sign; Python joins it when it is sent
    if (auto low = low_half(body, at)) value = 0x10000 + ((*value - 0xD800) << 10) + (*low - 0xDC00);
  if (*value >= 0xD800 && *value < 0xE000) value = 0xFFFD;
  return append_utf8(out, *value), true;
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
  auto put = [&](uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) return put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  if (c < 0x10000) return put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)),
      put(0x80 | (c & 0x3F));
}

std::optional<std::string> unescape_python(std::string_view body) {
  std::string out;
  out.reserve(body.size());
  for (size_t at = 0; at < body.size();) {
    if (body[at] != '\\' || at + 1 >= body.size()) {
      out += body[at++];
      continue;
    }
    ++at;
    if (!read_escape(body, at, out)) return std::nullopt;
  }
  return out;
}

void append_repr(std::string& out, std::string_view text) {
  char quote = text.find('\'') != text.npos && text.find('"') == text.npos ? '"' : '\'';
  out += quote;
  for (size_t at = 0; at < text.size();) {
    size_t begin = at;
    char32_t c = next_point(text, at);
    if (c == static_cast<char32_t>(quote) || c == '\\')
      out += '\\', out += static_cast<char>(c);
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (is_printable(c))
      out += text.substr(begin, at - begin);
    else
      append_escaped(out, c);
  }
  out += quote;
}

}  // namespace musubi::http
