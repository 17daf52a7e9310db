#include "core/text/decoders.hpp"

namespace musubi::text {
namespace {

bool leads(uint8_t byte) {
  return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
}

// Double-byte characters from `at` on, as many as `out` surely has room for; returns where they end.
size_t put_pairs(const char* p, size_t at, size_t size, const Packed* table, Output& out) {
  const size_t end = size - at > Output::kRoom / 2 ? at + Output::kRoom / 2 : size;
  char* to = out.to;
  while (at + 1 < end) {
    const auto lead = static_cast<uint8_t>(p[at]);
    if (lead < 0x80) break;
    const Packed c = table[(lead - 0x80u) * 256 + static_cast<uint8_t>(p[at + 1])];
    if (c == 0) break;
    std::memcpy(to, &c, 4);
    to += c >> 24;
    at += 2;
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
    if (static_cast<uint8_t>(p[at]) < 0x80) at = copy_ascii(p, at, size, out);
    const size_t run = put_pairs(p, at, size, table, out);
    if (run != at || at == size) {
      at = run;
      continue;
    }
    const auto byte = static_cast<uint8_t>(p[at]);
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
