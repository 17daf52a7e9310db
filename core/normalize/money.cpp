#include <span>

#include "core/normalize/amount.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

constexpr AmountWord money_words[] = {
    {U"百万円", "JPY", 6},
    {U"千円", "JPY", 3},
    {U"円也", "JPY"},
    {U"円", "JPY"},
    {U"圓", "JPY"},
    {U"¥", "JPY"},
    {U"\\", "JPY"},
    {U"JPY", "JPY"},
    {U"jpy", "JPY"},
    {U"YEN", "JPY"},
    {U"Yen", "JPY"},
    {U"yen", "JPY"},
    {U"US$", "USD"},
    {U"NT$", "TWD"},
    {U"HK$", "HKD"},
    {U"A$", "AUD"},
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
    {U"(税込み)"},
    {U"(税抜き)"},
    {U"(税込)"},
    {U"(税抜)"},
    {U"(税別)"},
    {U"(内税)"},
    {U"(外税)"},
    {U"(非課税)"},
    {U"税込み"},
    {U"税抜き"},
    {U"税込"},
    {U"税抜"},
    {U"税別"},
    {U"金額"},
    {U"金"},
    {U"也"},
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

}  // namespace

Money money(std::string_view text) {
  Money out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  if (auto amount = read_amount(chars, money_words)) {
    out.amount = std::move(amount->decimal);
    out.currency = amount->currency;
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
