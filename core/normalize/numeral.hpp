// Numbers written in digits or kanji.
#pragma once
#include <cstdint>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// 0–9 for 〇○◯零一…九 and the legal 壱弐参 (and their old forms); -1 for anything else.
int kanji_digit(char32_t c);
/// 10, 100, 1000 for 十百千 and the legal 拾佰阡仟, 廿 is 20, 卅 is 30; 0 for anything else.
int kanji_unit(char32_t c);
inline bool is_numeral(char32_t c) {
  return is_digit(c) || kanji_digit(c) >= 0 || kanji_unit(c) > 0;
}

/// Reads one whole number at `at`, in digits (12), kanji with units (二百三十一) or kanji digit by digit (一九八〇), and moves `at` behind it; -1 and `at` untouched if
/// there is none, it has more than nine digits, or its units do not fall (二十二十) or have more behind them than fits (十二三). A 〇 before a unit stands for
/// the places between it and the unit before (千〇十 is 1010); where there are none (二百〇十), 200 or 210 may be meant, and it is no number.
int64_t scan_number(View text, size_t& at);
/// 1–9999 as kanji with units: 21 → 二十一.
Chars kanji_number(int64_t n);
/// `text` with its numbers up to 9999 in kanji with units, of those in digits that stand before `word`: 南1条西 as
/// 南一条西. Before a `word` also those in kanji digit by digit: 南一一条西 as 南十一条西.
Chars numbers_in_kanji(View text, View word = {});

}  // namespace musubi::normalize
