// Hashes as texts, for keys and digests. Header only, std only.
#pragma once
#include <cstdint>
#include <string>

namespace musubi {

/// 32 hex digits of a 128-bit hash, the high half first.
inline std::string in_hex(uint64_t high, uint64_t low) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out(32, '0');
  for (size_t i = 0; i < 16; ++i) {
    out[15 - i] = digits[(high >> (4 * i)) & 15];
    out[31 - i] = digits[(low >> (4 * i)) & 15];
  }
  return out;
}

}  // namespace musubi
