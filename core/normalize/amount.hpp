// Amounts as people write them: digits with separators, kanji numerals, 万 and 千, signs and brackets.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/normalize/amount_words.hpp"
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct Amount {
  std::string decimal;  // plain: "-1200", "0.5"
  std::string_view currency;
  bool assumed = false;  // several countries call their money so: ペソ
  bool unsure = false;   // its only point, before three digits, may part thousands: 1.500 €
};

/// The whole of `text` as an amount: 1,234.50 · 12万3,400 · 1億2千万 · 千円 · 壱百弐拾 · 一、二〇〇 · 12円50銭 · 1.200,50 € · △5 · (5) · (△5) · (△)5 · 5-, but
/// ¥5- and 金5- are 5, closed by the dash. Units fall, and what stands behind one is smaller than it (二十二十, 3百2百 and 1.5万3千 are none). Commas and
/// spaces must part groups of three, one space alone only behind a currency or before the euro (2 100円 may be a count and a price); points part
/// thousands of a currency without cents (1.234.567 VND), and one point before three digits is doubtful in euros (1.500 €) and refused in other currencies
/// whose decimals stand behind a comma (R$ 2.500), commas part lakhs of rupees; ー counts as a dash beside a number; ○○円 is no amount. Signs,
/// brackets, quotes, spaces, closing marks and `words` may stand around the number in any order, and so may brackets that speak of taxes (税込10%),
/// also with another amount (税抜1,000円). Nothing if anything else stands there, if the number ends in one digit behind 万 or 千 without a currency (1万2, by
/// which many mean 12,000), if two currencies do, or for more than 18 digits before or 9 behind
/// the point.
std::optional<Amount> read_amount(View text, const AmountWords& words);

}  // namespace musubi::normalize
