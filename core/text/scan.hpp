// Private to the room: finding the next interesting byte, sixteen at a time where the machine can.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace musubi::text {

/// The bytes a scan ends at: up to N single ones, and all below `below`.
template <size_t N>
struct Stops {
  std::array<char, N> bytes;
  uint8_t below = 0;

  bool holds(char c) const {
    bool found = static_cast<uint8_t>(c) < below;
    for (const char stop : bytes) found |= c == stop;
    return found;
  }
};

/// The offset of the first stop from `at` on, or the size of `text`.
template <size_t N>
size_t find_stop(std::string_view text, size_t at, const Stops<N>& stops) {
#if defined(__SSE2__)
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    __m128i found = _mm_setzero_si128();
    for (const char stop : stops.bytes)
      found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8(stop)));
    if (stops.below > 0) {
      const __m128i largest = _mm_set1_epi8(static_cast<char>(stops.below - 1));
      found = _mm_or_si128(found, _mm_cmpeq_epi8(_mm_min_epu8(block, largest), block));
    }
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(found));
    if (mask != 0) return at + static_cast<size_t>(__builtin_ctz(mask));
  }
#endif
  while (at < text.size() && !stops.holds(text[at])) ++at;
  return at;
}

/// The offset of the first byte from `at` on that is no printing ASCII (0x20–0x7E), or the size of `text`.
inline size_t skip_printing(std::string_view text, size_t at) {
#if defined(__SSE2__)
  const __m128i space = _mm_set1_epi8(0x1F), del = _mm_set1_epi8(0x7F);
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i prints = _mm_andnot_si128(_mm_cmpeq_epi8(block, del), _mm_cmpgt_epi8(block, space));
    const auto others = ~static_cast<unsigned>(_mm_movemask_epi8(prints)) & 0xFFFFu;
    if (others != 0) return at + static_cast<size_t>(__builtin_ctz(others));
  }
#endif
  while (at < text.size() && static_cast<uint8_t>(text[at] - 0x20) < 0x5F) ++at;
  return at;
}

}  // namespace musubi::text
