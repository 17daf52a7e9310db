#include "core/text/decoders.hpp"

namespace musubi::text {
namespace {

bool is_high(uint8_t byte) {
  return byte >= 0xA1 && byte <= 0xFE;
}
size_t index(uint8_t row, uint8_t cell) {
  return (row - 0xA1u) * 94u + cell - 0xA1u;
}

/// Rows F5–FE hold user-defined characters: 940 of them in each plane.
Packed user_defined(uint8_t row, uint8_t cell, char32_t first) { return pack(first + (row - 0xF5u) * 94u + cell - 0xA1u); }

}  // namespace

Packed microsoft_sign(int plane, size_t index) {
  constexpr size_t row1 = 0, row2 = 94;
  if (plane == 2) return index == row2 + 0x22 ? pack(0xFFE4) : 0;
  switch (index) {
    case row1 + 0x20: return pack(0xFF5E);
    case row1 + 0x21: return pack(0x2225);
    case row1 + 0x3C: return pack(0xFF0D);
    case row1 + 0x50: return pack(0xFFE0);
    case row1 + 0x51: return pack(0xFFE1);
    case row2 + 0x2B: return pack(0xFFE2);
    default: return 0;
  }
}

size_t decode_euc_jp(std::string_view bytes, bool last, Euc kind, Output& out) {
  const Tables& table = tables();
  const bool microsoft = kind != Euc::jis, with_users = kind == Euc::open_group;
  const char* const p = bytes.data();
  const size_t size = bytes.size();
  auto byte_at = [&](size_t at) { return static_cast<uint8_t>(p[at]); };
  size_t at = 0;
  while (at < size) {
    out.make_room();
    const uint8_t byte = byte_at(at);
    if (byte < 0x80) {
      at = copy_ascii(p, at, size, out);
      continue;
    }
    const size_t need = byte == 0x8F ? 3 : byte == 0x8E || is_high(byte) ? 2 : 1;
    size_t have = 1;
    while (have < need && at + have < size && is_high(byte_at(at + have))) ++have;
    if (have < need && at + have == size && !last) break;
    Packed c = 0;
    if (have == need && need == 3) {
      const size_t place = index(byte_at(at + 1), byte_at(at + 2));
      if (microsoft) c = with_users && byte_at(at + 1) >= 0xF5 ? user_defined(byte_at(at + 1), byte_at(at + 2), 0xE3AC) : microsoft_sign(2, place);
      if (c == 0) c = table.jis0212[place];
    } else if (have == need && byte == 0x8E) {
      if (is_half_kana(byte_at(at + 1))) c = half_kana(byte_at(at + 1));
    } else if (have == need && need == 2) {
      const size_t place = index(byte, byte_at(at + 1));
      if (microsoft) c = with_users && byte >= 0xF5 ? user_defined(byte, byte_at(at + 1), 0xE000) : microsoft_sign(1, place);
      if (c == 0) c = table.jis0208[place];
    }
    if (c != 0) {
      out.put(c);
    } else {
      out.put_bad(at);
    }
    at += have;
  }
  return at;
}

}  // namespace musubi::text
