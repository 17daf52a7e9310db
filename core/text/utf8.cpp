#include "core/text/utf8.hpp"

#include <cstring>

namespace musubi::text {
namespace {

constexpr size_t kNone = std::string_view::npos;

uint8_t byte_at(std::string_view text, size_t at) {
  return static_cast<uint8_t>(text[at]);
}

bool continues(std::string_view text, size_t at) {
  return at < text.size() && (byte_at(text, at) & 0xC0) == 0x80;
}

// The offset of the first byte ≥ 0x80 from `at` on, eight at a time.
size_t skip_ascii(std::string_view text, size_t at) {
  while (at + 8 <= text.size()) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    const uint64_t high = word & 0x8080808080808080u;
    if (high != 0) return at + static_cast<size_t>(__builtin_ctzll(high)) / 8;
    at += 8;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

// Kana and most kanji lie in E1–EC, where no second byte is special.
size_t skip_common(const char* p, size_t at, size_t size) {
  while (at + 4 <= size) {
    uint32_t word;
    std::memcpy(&word, p + at, 4);
    const auto lead = static_cast<uint8_t>(word);
    if (lead < 0xE1 || lead > 0xEC || (word & 0x00C0C000u) != 0x00808000u) break;
    at += 3;
  }
  return at;
}

// How many bytes `c` has.
size_t size_of(char32_t c) {
  if (c < 0x80) return 1;
  if (c < 0x800) return 2;
  return c < 0x10000 || c > 0x10FFFF ? 3 : 4;
}

// Writes these to `to`; the end of them.
char* put(char* to, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  if (c < 0x80) return *to++ = static_cast<char>(c), to;
  if (c < 0x800) {
    *to++ = static_cast<char>(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    *to++ = static_cast<char>(0xE0 | c >> 12);
    *to++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  } else {
    *to++ = static_cast<char>(0xF0 | c >> 18);
    *to++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    *to++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  *to++ = static_cast<char>(0x80 | (c & 0x3F));
  return to;
}

}  // namespace

CodePoint code_point_at(std::string_view text, size_t at) {
  const uint8_t lead = byte_at(text, at);
  if (lead < 0x80) return {lead, 1, true};
  const CodePoint bad{kReplacement, 1, false};
  if (lead < 0xC2 || lead > 0xF4 || !continues(text, at + 1)) return bad;
  const uint8_t second = byte_at(text, at + 1);
  if (lead < 0xE0) return {static_cast<char32_t>((lead & 0x1F) << 6 | (second & 0x3F)), 2, true};
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return bad;
  if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return bad;
  if (!continues(text, at + 2)) return {kReplacement, 2, false};
  const uint8_t third = byte_at(text, at + 2);
  if (lead < 0xF0) {
    return {static_cast<char32_t>((lead & 0x0F) << 12 | (second & 0x3F) << 6 | (third & 0x3F)), 3, true};
  }
  if (!continues(text, at + 3)) return {kReplacement, 3, false};
  const uint8_t fourth = byte_at(text, at + 3);
  return {static_cast<char32_t>((lead & 0x07) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 |
                                (fourth & 0x3F)),
          4, true};
}

CodePoint last_code_point(std::string_view text) {
  const size_t size = text.size();
  for (size_t length = 2; length <= 4 && length <= size; ++length) {
    if ((byte_at(text, size - length + 1) & 0xC0) != 0x80) break;
    const CodePoint point = code_point_at(text, size - length);
    if (point.size == length) return point;
  }
  return code_point_at(text, size - 1);
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
    return;
  }
  char bytes[4];
  out.append(bytes, static_cast<size_t>(put(bytes, c) - bytes));
}

std::u32string to_code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (size_t at = 0; at < text.size();) points.push_back(next_code_point(text, at));
  return points;
}

std::string from_code_points(std::u32string_view points) {
  constexpr size_t few = 64, longest_point = 4;
  if (points.size() <= few) {
    char bytes[few * longest_point];
    char* to = bytes;
    for (const char32_t c : points) to = put(to, c);
    return std::string(bytes, to);
  }
  size_t size = 0;
  for (const char32_t c : points) size += size_of(c);
  std::string text(size, '\0');
  char* to = text.data();
  for (const char32_t c : points) to = put(to, c);
  return text;
}

size_t first_invalid(std::string_view text) {
  for (size_t at = 0;;) {
    at = skip_ascii(text, at);
    at = skip_common(text.data(), at, text.size());
    if (at >= text.size()) return kNone;
    const CodePoint point = code_point_at(text, at);
    if (!point.valid) return at;
    at += point.size;
  }
}

std::string replace_invalid(std::string_view text) {
  std::string out;
  append_valid(out, text);
  return out;
}

void append_valid(std::string& out, std::string_view text) {
  for (;;) {
    const size_t bad = first_invalid(text);
    if (bad == kNone) break;
    out.append(text.substr(0, bad));
    append_utf8(out, kReplacement);
    text.remove_prefix(bad + code_point_at(text, bad).size);
  }
  out.append(text);
}

size_t count_code_points(std::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

}  // namespace musubi::text
