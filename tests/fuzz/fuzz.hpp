// What fuzz targets share: an assertion that no build switches off, and ways to cut an input into chunks.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace musubi::fuzz {

/// Ends the run where a promised property does not hold; the fuzzer then keeps the input.
inline void require(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view text_of(const uint8_t* bytes, size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

/// Takes the first byte off as a number; 0 where there is none.
inline uint8_t take_byte(std::string_view& input) {
  if (input.empty()) return 0;
  const auto byte = static_cast<uint8_t>(input.front());
  input.remove_prefix(1);
  return byte;
}

/// Calls `feed` with pieces of `input` whose lengths follow from `seed`. Each lies in memory of its own, so
/// that the sanitizer sees a read beyond it.
template <class F>
void in_chunks(std::string_view input, uint32_t seed, F feed) {
  while (!input.empty()) {
    seed = seed * 1664525u + 1013904223u;
    const std::string chunk(input.substr(0, 1 + (seed >> 24) % 9));
    input.remove_prefix(chunk.size());
    feed(std::string_view(chunk));
  }
}

}  // namespace musubi::fuzz
