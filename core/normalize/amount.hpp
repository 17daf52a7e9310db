// Amounts as people write them: digits with separators, kanji numerals, 万 and 千, signs and brackets.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// A word that may stand beside a number: the currency it tells ("" for none), the zeros it adds (千円: 3), whether it is a minus, whether it may
/// stand in brackets of its own (税込), whether it says that a dash behind the number closes it (金).
struct AmountWord {
  View word;
  std::string_view currency = {};
  int zeros = 0;
  bool minus = false, bracketed = false, closes = false;
};

struct Amount {
  std::string decimal;  // plain: "-1200", "0.5"
  std::string_view currency;
};

/// The whole of `text` as an amount: 1,234.50 · 12万3,400 · 1億2千万 · 千円 · 壱百弐拾 · 一、二〇〇 · 12円50銭 · 1.200,50 € · △5 · (5) · (△5) · 5-, but ¥5- and 金5- are
/// 5, closed by the dash; commas and spaces must part groups of three, one space alone only behind a currency or before the euro
/// (2 100円 may be a count and a price); the points of 1.234.567 VND part thousands; ー counts as a dash beside a number; ○○円 is no amount. Signs, brackets, spaces and `words` (longer ones
/// before what they end or begin with) may stand around the number in any order. Nothing if anything else stands there, if two currencies do, or
/// for more than 18 digits before or 9 behind the point.
std::optional<Amount> read_amount(View text, std::span<const AmountWord> words);

}  // namespace musubi::normalize
