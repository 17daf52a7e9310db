#include "core/text/decoders.hpp"

namespace musubi::text {
namespace {

bool is_high(uint8_t byte) {
  return byte >= 0xA1 && byte <= 0xFE;
}
size_t index(uint8_t row, uint8_t cell) {
  return (row - 0xA1u) * 94u + cell - 0xA1u;
}

}  // namespace

size_t decode_euc_jp(std::string_view bytes, bool last, Output& out) {
  const Tables& table = tables();
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
      c = table.jis0212[index(byte_at(at + 1), byte_at(at + 2))];
    } else if (have == need && byte == 0x8E) {
      if (is_half_kana(byte_at(at + 1))) c = half_kana(byte_at(at + 1));
    } else if (have == need && need == 2) {
      c = table.jis0208[index(byte, byte_at(at + 1))];
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
