#include "connectors/sql/content.hpp"

#include "core/sdk/hex.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace musubi::sql {

std::string content_hash(std::string_view bytes) {
  XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return in_hex(hash.high64, hash.low64);
}

}  // namespace musubi::sql
