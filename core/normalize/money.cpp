#include "core/normalize/amount.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

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
  if (auto amount = read_amount(chars, money_words())) {
    out.amount = std::move(amount->decimal);
    out.currency = amount->currency;
    if (amount->currency == "JPY" && thousandths(chars)) out.note = Message{"normalize.yen_fraction", {}};
    if (amount->unsure) out.note = Message{"normalize.euro_fraction", {}};
    if (amount->assumed) out.note = Message{"normalize.currency_assumed", {{"currency", out.currency}}};
  } else {
    out.problem = Message{"normalize.bad_amount", {}};
  }
  return out;
}

Word number(std::string_view text) {
  Word out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  if (auto amount = read_amount(chars, number_words()))
    out.word = std::move(amount->decimal);
  else
    out.problem = Message{"normalize.bad_number", {}};
  return out;
}

}  // namespace musubi::normalize
