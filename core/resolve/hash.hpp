// Hashes of keys and short texts. Stored in identity.match_key, so the function must never change.
#pragma once
#include <cstdint>
#include <string_view>

namespace musubi::resolving {

/// Spreads the bits of `v` over all 64 (a bijection).
inline uint64_t mixed(uint64_t v) {
  v ^= v >> 30;
  v *= 0xbf58476d1ce4e5b9u;
  v ^= v >> 27;
  v *= 0x94d049bb133111ebu;
  return v ^ (v >> 31);
}

/// FNV-1a over the bytes, then mixed. Never 0, so that 0 can say "not there".
inline uint64_t hash_of(std::string_view text) {
  uint64_t h = 0xcbf29ce484222325u;
  for (unsigned char c : text) h = (h ^ c) * 0x100000001b3u;
  h = mixed(h);
  return h ? h : 1;
}

/// One hash of several, order-dependent.
inline uint64_t joined(uint64_t a, uint64_t b) {
  return mixed(a * 0x9e3779b97f4a7c15u + b);
}

}  // namespace musubi::resolving
