#include <span>

#include "core/normalize/amount.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

constexpr AmountWord money_words[] = {
    {U"百万円", "JPY", 6, false, true},
    {U"千円", "JPY", 3, false, true},
    {U"円也", "JPY"},
    {U"円", "JPY", 0, false, true},
    {U"圓", "JPY"},
    {U"¥", "JPY"},
    {U"\\", "JPY"},
    {U"JPY", "JPY"},
    {U"Jpy", "JPY"},
    {U"jpy", "JPY"},
    {U"YEN", "JPY"},
    {U"Yen", "JPY"},
    {U"yen", "JPY"},
    {U"US$", "USD"},
    {U"NT$", "TWD"},
    {U"HK$", "HKD"},
    {U"AU$", "AUD"},
    {U"A$", "AUD"},
    {U"CA$", "CAD"},
    {U"C$", "CAD"},
    {U"S$", "SGD"},
    {U"$", "USD"},
    {U"USD", "USD"},
    {U"米ドル", "USD"},
    {U"ドル", "USD"},
    {U"€", "EUR"},
    {U"EUR", "EUR"},
    {U"ユーロ", "EUR"},
    {U"£", "GBP"},
    {U"GBP", "GBP"},
    {U"ポンド", "GBP"},
    {U"CNY", "CNY"},
    {U"RMB", "CNY"},
    {U"人民元", "CNY"},
    {U"元", "CNY"},
    {U"KRW", "KRW"},
    {U"₩", "KRW"},
    {U"ウォン", "KRW"},
    {U"TWD", "TWD"},
    {U"HKD", "HKD"},
    {U"AUD", "AUD"},
    {U"CHF", "CHF"},
    {U"SGD", "SGD"},
    {U"THB", "THB"},
    {U"CAD", "CAD"},
    {U"VND", "VND"},
    {U"INR", "INR"},
    {U"₹", "INR"},
    {U"฿", "THB"},
    {U"消費税込み", "", 0, false, true},
    {U"消費税込", "", 0, false, true},
    {U"消費税別", "", 0, false, true},
    {U"税込価格", "", 0, false, true},
    {U"税抜価格", "", 0, false, true},
    {U"税込み", "", 0, false, true},
    {U"税抜き", "", 0, false, true},
    {U"税込", "", 0, false, true},
    {U"税抜", "", 0, false, true},
    {U"税別", "", 0, false, true},
    {U"内税", "", 0, false, true},
    {U"外税", "", 0, false, true},
    {U"非課税", "", 0, false, true},
    {U"免税", "", 0, false, true},
    {U"+消費税"},
    {U"+税"},
    {U"金額", "", 0, false, false, true},
    {U"一金", "", 0, false, false, true},
    {U"金", "", 0, false, false, true},
    {U"也", "", 0, false, false, true},
    {U"整", "", 0, false, false, true},
    {U":"},
    {U"マイナス", "", 0, true},
};

constexpr AmountWord number_words[] = {
    {U"百万円", "JPY", 6},
    {U"千円", "JPY", 3},
    {U"円", "JPY"},
    {U"¥", "JPY"},
    {U"\\", "JPY"},
    {U"ポイント"},
    {U"pt"},
    {U"pts"},
    {U"P"},
    {U"名様"},
    {U"名"},
    {U"人"},
    {U"社員"},
    {U"個"},
    {U"件"},
    {U"点"},
    {U"回"},
    {U"本"},
    {U"枚"},
    {U"台"},
    {U"歳"},
    {U"才"},
    {U"年"},
    {U"月"},
    {U"日"},
    {U"%"},
    {U"マイナス", "", 0, true},
};

/// Three digits behind the only point, and no more: 12.345.
bool thousandths(View text) {
  const size_t point = text.find(U'.');
  if (point == View::npos) return false;
  size_t end = point + 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - point == 4;
}

}  // namespace

Money money(std::string_view text) {
  Money out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  if (auto amount = read_amount(chars, money_words)) {
    out.amount = std::move(amount->decimal);
    out.currency = amount->currency;
    if (amount->currency == "JPY" && thousandths(chars)) out.note = Message{"normalize.yen_fraction", {}};
  } else {
    out.problem = Message{"normalize.bad_amount", {}};
  }
  return out;
}

Word number(std::string_view text) {
  Word out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  if (auto amount = read_amount(chars, number_words))
    out.word = std::move(amount->decimal);
  else
    out.problem = Message{"normalize.bad_number", {}};
  return out;
}

}  // namespace musubi::normalize
