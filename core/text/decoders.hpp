// Private to the room: one loop per encoding, each over as much as is there.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "core/text/encoding_tables.hpp"
#include "core/text/utf8.hpp"

namespace musubi::text {

/// What a decoding loop writes to: a small block in front of the text, so that storing a character is one
/// unchecked copy.
class Output {
 public:
  explicit Output(std::string& text) : text_(text) {}
  ~Output() { flush(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  /// Room for at least `kRoom` bytes at `to`.
  void make_room() {
    if (to > block_ + kBlock) flush();
  }
  void flush() {
    text_.append(block_, static_cast<size_t>(to - block_));
    to = block_;
  }
  void put(Packed c) {
    std::memcpy(to, &c, 4);
    to += c >> 24;
  }
  void put_bad(uint64_t offset) {
    if (bad++ == 0) first_bad = offset;
    put(0x03BDBFEF);
  }

  static constexpr size_t kBlock = 32 * 1024;
  static constexpr size_t kRoom = 1024;

 private:
  char block_[kBlock + kRoom];
  std::string& text_;

 public:
  char* to = block_;
  uint64_t bad = 0, first_bad = 0;
};

/// What ISO-2022-JP has designated; kept between chunks.
struct Shift {
  uint8_t charset = 0;
  bool kana = false;  // behind SO
};

// Each reads `bytes` and returns how many it took: all if `last`, else all but an unfinished character (at
// most 7 bytes).
size_t decode_cp932(std::string_view bytes, bool last, Output& out);
/// Whose EUC-JP: JIS's signs; Microsoft's (CP51932); Microsoft's with user-defined characters in rows F5–FE (eucJP-ms).
enum class Euc : uint8_t { jis, microsoft, open_group };
size_t decode_euc_jp(std::string_view bytes, bool last, Euc kind, Output& out);
// microsoft: with its signs.
size_t decode_iso_2022_jp(std::string_view bytes, bool last, bool microsoft, Shift& shift, Output& out);
/// A byte is a character: none is ever unfinished.
size_t decode_windows_1252(std::string_view bytes, Output& out);
size_t decode_utf16(std::string_view bytes, bool last, bool big_endian, Output& out);
/// UTF-8 goes past the block, straight into `text`.
size_t decode_utf8(std::string_view bytes, bool last, std::string& text, uint64_t& bad, uint64_t& first_bad);

/// Half-width kana by its JIS X 0201 byte, A1–DF.
inline Packed half_kana(uint8_t byte) {
  const uint32_t c = 0xFF61u + byte - 0xA1u;
  return 0xEF | (0x80 | (c >> 6 & 0x3F)) << 8 | (0x80 | (c & 0x3F)) << 16 | 3u << 24;
}
inline bool is_half_kana(uint8_t byte) {
  return byte >= 0xA1 && byte <= 0xDF;
}

/// The sign that Microsoft reads where JIS has another, by its place in JIS X 0208 (`plane` 1) or 0212 (2), rows of 94; else 0.
Packed microsoft_sign(int plane, size_t index);

/// Copies ASCII from `at` on, and returns where it ends.
inline size_t copy_ascii(const char* p, size_t at, size_t size, Output& out) {
  while (at + 16 <= size) {
    uint64_t low, high;
    std::memcpy(&low, p + at, 8);
    std::memcpy(&high, p + at + 8, 8);
    std::memcpy(out.to, p + at, 16);
    const uint64_t first = low & 0x8080808080808080u, second = high & 0x8080808080808080u;
    if ((first | second) != 0) {
      const int bits = first != 0 ? __builtin_ctzll(first) : 64 + __builtin_ctzll(second);
      out.to += bits / 8;
      return at + static_cast<size_t>(bits) / 8;
    }
    at += 16;
    out.to += 16;
    out.make_room();
  }
  while (at < size && static_cast<uint8_t>(p[at]) < 0x80) {
    *out.to++ = p[at++];
  }
  return at;
}

}  // namespace musubi::text
