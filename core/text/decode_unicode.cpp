#include "core/text/decoders.hpp"

namespace musubi::text {
namespace {

// Whether more bytes could still make a character of what begins at `at` and runs to the end.
bool unfinished(std::string_view bytes, size_t at, const CodePoint& point) {
  const auto lead = static_cast<uint8_t>(bytes[at]);
  return at + point.size == bytes.size() && lead >= 0xC2 && lead <= 0xF4;
}

void put_any(char32_t c, Output& out) {
  if (c < 0x10000) {
    out.put(pack(c));
    return;
  }
  const char four[] = {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3F)),
                       static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
  std::memcpy(out.to, four, 4);
  out.to += 4;
}

}  // namespace

size_t decode_utf8(std::string_view bytes, bool last, std::string& text, uint64_t& bad, uint64_t& first_bad) {
  size_t at = 0;
  while (at < bytes.size()) {
    const size_t good = first_invalid(bytes.substr(at));
    text.append(bytes.substr(at, good));
    if (good == std::string_view::npos) return bytes.size();
    at += good;
    const CodePoint point = code_point_at(bytes, at);
    if (!last && unfinished(bytes, at, point)) return at;
    if (bad++ == 0) first_bad = at;
    append_utf8(text, kReplacement);
    at += point.size;
  }
  return at;
}

size_t decode_windows_1252(std::string_view bytes, Output& out) {
  // 80–9F; the rest is Unicode's own beginning. 0 = undecodable
  static constexpr char16_t kOwn[32] = {
      0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
      0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};
  for (size_t at = 0; (at = copy_ascii(bytes.data(), at, bytes.size(), out)) < bytes.size(); ++at) {
    const auto byte = static_cast<uint8_t>(bytes[at]);
    const char32_t c = byte < 0xA0 ? kOwn[byte - 0x80] : byte;
    out.make_room();
    c ? out.put(pack(c)) : out.put_bad(at);
  }
  return bytes.size();
}

size_t decode_utf16(std::string_view bytes, bool last, bool big_endian, Output& out) {
  auto unit_at = [&](size_t at) {
    const auto first = static_cast<uint8_t>(bytes[at]), second = static_cast<uint8_t>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  size_t at = 0;
  while (at < bytes.size()) {
    out.make_room();
    const size_t left = bytes.size() - at;
    if (left < 2) {
      if (!last) break;
      out.put_bad(at++);
      continue;
    }
    const char32_t unit = unit_at(at);
    if (unit < 0xD800 || unit > 0xDFFF) {
      out.put(pack(unit));
      at += 2;
      continue;
    }
    if (unit < 0xDC00 && left < 4 && !last) break;
    const char32_t next = unit < 0xDC00 && left >= 4 ? unit_at(at + 2) : 0;
    if (next >= 0xDC00 && next <= 0xDFFF) {
      put_any(0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00), out);
      at += 4;
    } else {
      out.put_bad(at);
      at += 2;
    }
  }
  return at;
}

}  // namespace musubi::text
