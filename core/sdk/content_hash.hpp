// Names for what has no other name than what it holds. Header only; needs xxhash.h (Debian: libxxhash-dev)
// where it is included.
#pragma once
#include <string>
#include <string_view>

#ifndef XXH_INLINE_ALL
#define XXH_INLINE_ALL
#endif
#include <xxhash.h>

namespace musubi {

/// 32 hex digits, the high half first.
inline std::string in_hex(XXH128_hash_t hash) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out(32, '0');
  for (size_t i = 0; i < 16; ++i) {
    out[15 - i] = digits[(hash.high64 >> (4 * i)) & 15];
    out[31 - i] = digits[(hash.low64 >> (4 * i)) & 15];
  }
  return out;
}

/// XXH3-128 of the bytes in 32 hex digits; the same on every machine, no cryptographic promise.
inline std::string content_hash(std::string_view bytes) {
  return in_hex(XXH3_128bits(bytes.data(), bytes.size()));
}

}  // namespace musubi
