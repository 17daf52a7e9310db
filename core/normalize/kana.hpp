// Kana and romaji, as names are read.
#pragma once
#include <optional>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Hiragana as katakana; everything else stays.
Chars katakana(View text);
/// Readings that sound alike or are typed for each other as one: small kana large (シヨウ = ショウ), ヅ ズ,
/// ヂ ジ, ヲ オ; ー and オ behind an o as ウ, behind an e as イ (コージ = コウジ, オオノ = オウノ). Katakana
/// in and out.
Chars fold_reading(View katakana);
/// A folded reading without long vowels: コウジ → コジ.
Chars shorten_reading(View folded);
/// Only without the long o and u, which passports leave out: コウジ → コジ, but フジイ stays.
Chars shorten_romaji(View folded);
/// A folded reading with ン and the vowel behind it as one syllable, as romaji without an apostrophe reads: シンイチ → シニチ, シンヤ → シニヤ.
Chars join_n(View folded);
/// Katakana as banks and the post write it, with small letters large: キャ → キヤ, ッ → ツ. Nothing else changes.
char32_t large_kana(char32_t katakana);
/// True for a kana that ー may stand behind: one that ends in a vowel, not ン or ッ.
bool has_vowel(char32_t kana);
/// What a mark of repetition (々 〻 ヽ ヾ) stands for behind `before`; any other character is itself.
char32_t repeated(char32_t mark, char32_t before);
/// Romaji of one word, Hepburn, kunrei or as in passports (SATOH, OHNO, YUHKO, HOMMA, Tchi), as katakana; nothing if
/// it is no Japanese.
std::optional<Chars> from_romaji(View word);
/// What else a long o at the beginning of romaji may stand for: オウノ → オオノ. Any other reading stays.
Chars other_long_o(View katakana);
/// What else a ニ of romaji without an apostrophe stands for in given names: ケニチ → ケンイチ, シニャ → シンヤ. Any other reading stays.
Chars other_n(View katakana);

}  // namespace musubi::normalize
