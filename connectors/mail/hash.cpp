#include "connectors/mail/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <charconv>

namespace musubi::mail {

uint64_t hash_of(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::string in_hex(uint64_t hash) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out(16, '0');
  for (int i = 0; i < 16; ++i) out[static_cast<size_t>(15 - i)] = digits[hash >> (4 * i) & 15];
  return out;
}

uint64_t from_hex(std::string_view text) {
  uint64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out, 16);
  return out;
}

}  // namespace musubi::mail
