#include "connectors/file/hash.hpp"

#include "core/sdk/hex.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace musubi::file {
namespace {

std::string text_of(XXH128_hash_t hash) {
  return in_hex(hash.high64, hash.low64);
}

}  // namespace

struct Hasher::State {
  XXH3_state_t xxh;
};

std::string hash_of(std::string_view bytes) {
  return text_of(XXH3_128bits(bytes.data(), bytes.size()));
}

Hasher::Hasher() : state_(std::make_unique<State>()) {
  XXH3_128bits_reset(&state_->xxh);
}
Hasher::~Hasher() = default;
void Hasher::add(std::string_view bytes) {
  XXH3_128bits_update(&state_->xxh, bytes.data(), bytes.size());
}
std::string Hasher::hex() const {
  return text_of(XXH3_128bits_digest(&state_->xxh));
}

}  // namespace musubi::file
