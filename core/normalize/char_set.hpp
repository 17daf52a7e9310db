// A few characters, from which most others are told by one look.
#pragma once
#include <cstddef>
#include <cstdint>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Made by the compiler, of characters that live as long.
class CharSet {
 public:
  constexpr explicit CharSet(View chars) : chars_(chars) {
    for (char32_t c : chars) bits_[c % 256 / 64] |= uint64_t(1) << c % 64;
  }
  constexpr bool has(char32_t c) const { return (bits_[c % 256 / 64] >> c % 64 & 1) != 0 && chars_.find(c) != View::npos; }
  /// Where the first of them stands in `text`; npos where none does.
  constexpr size_t first_in(View text, size_t from = 0) const {
    while (from < text.size() && !has(text[from])) ++from;
    return from < text.size() ? from : View::npos;
  }

 private:
  View chars_;
  uint64_t bits_[4] = {};
};

}  // namespace musubi::normalize
