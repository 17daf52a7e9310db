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
/// Romaji of one word, Hepburn, kunrei or as in passports (SATOH, OHNO, HOMMA, Tchi), as katakana; nothing if
/// it is no Japanese.
std::optional<Chars> from_romaji(View word);

}  // namespace musubi::normalize
