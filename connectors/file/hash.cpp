#include "connectors/file/hash.hpp"

#include "core/sdk/content_hash.hpp"

namespace musubi::file {

struct Hasher::State {
  XXH3_state_t xxh;
};

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
