// Private to the room: the double-byte sets, unfolded for fast decoding. Made on first use, read-only
// afterwards.
#pragma once
#include <array>
#include <cstdint>
#include <memory>

namespace musubi::text {

/// A character ready to be stored: its UTF-8 bytes (at most 3) in the low bytes, its length in the highest; 0
/// if there is none.
using Packed = uint32_t;
Packed pack(char32_t c);

struct Tables {
  std::array<Packed, 128 * 256> cp932{};  // [(lead - 0x80) * 256 + trail]
  std::array<Packed, 94 * 94> jis0208{};  // [(row - 1) * 94 + cell - 1]
  std::array<Packed, 94 * 94> jis0212{};
};
const Tables& tables();

/// CP932 code (one or two bytes) of each BMP code point, 0 if there is none. Where several codes mean one
/// character: JIS X 0208, then NEC row 13, then the IBM extensions.
const std::array<uint16_t, 0x10000>& cp932_codes();

}  // namespace musubi::text
