#include "connectors/mail/imap/mutf7.hpp"

#include <cstdint>
#include <optional>

#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

int six_bits(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == ',' ? 63 : -1;
}

/// UTF-16 in base64, between & and -; nullopt where it is none.
std::optional<std::string> shifted(std::string_view digits) {
  std::string out;
  uint32_t bits = 0, high = 0;
  int count = 0;
  for (char c : digits) {
    int six = six_bits(c);
    if (six < 0) return {};
    bits = (bits << 6 | static_cast<uint32_t>(six)) & 0x3FFFFF;
    count += 6;
    if (count < 16) continue;
    count -= 16;
    uint32_t unit = bits >> count & 0xFFFF;
    bool low = unit >= 0xDC00 && unit < 0xE000;
    if (low != (high != 0) || unit == 0) return {};
    if (low) {
      text::append_utf8(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
      high = 0;
    } else if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
    } else {
      text::append_utf8(out, unit);
    }
  }
  if (high || out.empty()) return {};
  return out;
}

}  // namespace

std::string from_mutf7(std::string_view name) {
  std::string out;
  for (size_t at = 0; at < name.size();) {
    if (name[at] != '&') {
      out += name[at++];
      continue;
    }
    size_t end = name.find('-', at);
    std::optional<std::string> inside = end == at + 1 ? "&" : end == name.npos ? std::nullopt : shifted(name.substr(at + 1, end - at - 1));
    if (!inside) return text::replace_invalid(name);
    out += *inside;
    at = end + 1;
  }
  return text::replace_invalid(out);
}

}  // namespace musubi::mail
