#include "core/text/decoders.hpp"

namespace musubi::text {
namespace {

bool leads(uint8_t byte) {
  return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
}

// Copies what is ASCII of the sixteen bytes at `from`; returns how many.
inline size_t copy_ascii_block(const char* from, char* to) {
  uint64_t low, high;
  std::memcpy(&low, from, 8);
  std::memcpy(&high, from + 8, 8);
  std::memcpy(to, from, 16);
  low &= 0x8080808080808080u, high &= 0x8080808080808080u;
  if (low != 0) return static_cast<size_t>(__builtin_ctzll(low)) / 8;
  return high != 0 ? 8 + static_cast<size_t>(__builtin_ctzll(high)) / 8 : 16;
}

// Good characters from `at` on, as many as `out` surely has room for; returns where they end. Stops before the last byte.
size_t put_run(const char* p, size_t at, size_t size, const Packed* table, Output& out) {
  const size_t end = size - at > Output::kRoom / 4 ? at + Output::kRoom / 4 : size;
  char* to = out.to;
  while (at + 1 < end) {
    auto lead = static_cast<uint8_t>(p[at]);
    if (lead < 0x80) {
      const size_t ascii = at + 16 <= size ? copy_ascii_block(p + at, to) : (*to = p[at], 1);
      at += ascii;
      to += ascii;
      continue;
    }
    const size_t begin = at;
    do {
      const Packed c = table[(lead - 0x80u) * 256 + static_cast<uint8_t>(p[at + 1])];
      if (c == 0) break;
      std::memcpy(to, &c, 4);
      to += c >> 24;
      at += 2;
    } while (at + 1 < end && (lead = static_cast<uint8_t>(p[at])) >= 0x80);
    for (; at < end && is_half_kana(static_cast<uint8_t>(p[at])); ++at) {
      const Packed c = half_kana(static_cast<uint8_t>(p[at]));
      std::memcpy(to, &c, 4);
      to += c >> 24;
    }
    if (at == begin) break;
  }
  out.to = to;
  return at;
}

bool trails(uint8_t byte) {
  return byte >= 0x40 && byte <= 0xFC && byte != 0x7F;
}

}  // namespace

size_t decode_cp932(std::string_view bytes, bool last, Output& out) {
  const Packed* const table = tables().cp932.data();
  const char* const p = bytes.data();
  const size_t size = bytes.size();
  size_t at = 0;
  while (at < size) {
    out.make_room();
    if (const size_t run = put_run(p, at, size, table, out); run != at) {
      at = run;
      continue;
    }
    const auto byte = static_cast<uint8_t>(p[at]);
    if (byte < 0x80) {
      *out.to++ = p[at++];
      continue;
    }
    if (is_half_kana(byte)) {
      out.put(half_kana(byte));
      ++at;
      continue;
    }
    if (at + 1 == size) {
      if (!last && leads(byte)) break;
      out.put_bad(at++);
      continue;
    }
    const auto trail = static_cast<uint8_t>(p[at + 1]);
    out.put_bad(at);
    at += leads(byte) && trails(trail) && trail >= 0x80 ? 2 : 1;
  }
  return at;
}

}  // namespace musubi::text
