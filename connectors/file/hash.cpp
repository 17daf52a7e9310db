#include "connectors/file/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace musubi::file {
namespace {

std::string in_hex(XXH128_hash_t hash) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out(32, '0');
  for (int i = 0; i < 16; ++i) {
    out[15 - i] = digits[(hash.high64 >> (4 * i)) & 15];
    out[31 - i] = digits[(hash.low64 >> (4 * i)) & 15];
  }
  return out;
}

}  // namespace

struct Hasher::State {
  XXH3_state_t xxh;
};

std::string hash_of(std::string_view bytes) {
  return in_hex(XXH3_128bits(bytes.data(), bytes.size()));
}

Hasher::Hasher() : state_(std::make_unique<State>()) {
  XXH3_128bits_reset(&state_->xxh);
}
Hasher::~Hasher() = default;
void Hasher::add(std::string_view bytes) {
  XXH3_128bits_update(&state_->xxh, bytes.data(), bytes.size());
}
std::string Hasher::hex() const {
  return in_hex(XXH3_128bits_digest(&state_->xxh));
}

}  // namespace musubi::file
