// Place names folded so that the ways of writing one name meet: 霞が関/霞ヶ関/霞ケ関, 八軒8条西/八軒八条西,
// 桧原/檜原, 大字清水谷/清水谷.
#pragma once
#include <cstdint>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// The beginning of a text, folded: 大字, 字, a 小字 that begins it and spaces left out, numbers in kanji, ケヶがガ and ノの之,
/// ツッつ alike, 通り as 通, variants loosely.
struct Folded {
  static constexpr size_t most = 48;  // within the bits of `digits`
  char32_t chars[most];
  uint16_t ends[most];  // how many characters of the text have been read with this one; 0 inside a number
  size_t size = 0;
  uint64_t digits = 0;  // a bit for each character that was written in digits

  bool is_from_digits(size_t at) const { return digits >> at & 1; }
  View view() const { return {chars, size}; }
  /// How much of the text has been read before the character `at`.
  size_t end_before(size_t at) const { return at ? ends[at - 1] : 0; }
};
Folded fold_place(View text);

/// Whether the character `at` is a ケ, ツ or ノ that joins two kanji, which people put in and leave out:
/// 霞(ケ)関, 四(ツ)谷.
constexpr bool is_joint(View folded, size_t at) {
  return (folded[at] == U'ケ' || folded[at] == U'ツ' || folded[at] == U'ノ') && at > 0 &&
         at + 1 < folded.size() && is_kanji(folded[at - 1]) && is_kanji(folded[at + 1]);
}
/// The name without those.
Chars without_joints(View folded);

/// Hashes of a folded text's beginnings are made by adding its characters one by one.
constexpr uint64_t hash_start = 0x9E3779B97F4A7C15;
constexpr uint64_t hash_add(uint64_t hash, char32_t c) {
  hash = (hash ^ c) * 0xD6E8FEB86659FD93;
  return hash ^ (hash >> 32);
}
constexpr uint64_t hash_of(View folded, uint64_t hash = hash_start) {
  for (char32_t c : folded) hash = hash_add(hash, c);
  return hash;
}

}  // namespace musubi::normalize
