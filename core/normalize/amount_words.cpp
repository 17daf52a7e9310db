#include "core/normalize/amount_words.hpp"

namespace musubi::normalize {
namespace {

constexpr AmountWord of_money[] = {
#include "core/normalize/tables/money_words.inc"
};

constexpr AmountWord of_numbers[] = {
    {U"百万円", "JPY", 6}, {U"千円", "JPY", 3}, {U"円", "JPY"}, {U"¥", "JPY"}, {U"\\", "JPY"}, {U"ポイント"}, {U"pt"}, {U"pts"}, {U"P"},
    {U"名様"}, {U"名"}, {U"人"}, {U"社員"}, {U"個"}, {U"件"}, {U"点"}, {U"回"}, {U"本"}, {U"枚"}, {U"台"}, {U"歳"}, {U"才"}, {U"年"}, {U"月"}, {U"日"}, {U"%"},
    {U"マイナス", "", 0, true},
};

}  // namespace

AmountWords::AmountWords(std::span<const AmountWord> words, bool codes) : words_(words), codes_(codes) {
  for (const AmountWord& w : words) front_.set(w.word.front() % slots), back_.set(w.word.back() % slots);
}

const AmountWord* AmountWords::at(View text, bool front) const {
  if (!(front ? front_ : back_).test((front ? text.front() : text.back()) % slots)) return nullptr;
  for (const AmountWord& w : words_)
    if (front ? text.starts_with(w.word) : text.ends_with(w.word)) return &w;
  return nullptr;
}

const AmountWord* AmountWords::bracketed(View text) const {
  if (text.empty() || !front_.test(text.front() % slots)) return nullptr;
  for (const AmountWord& w : words_)
    if (w.bracketed && text.starts_with(w.word)) return &w;
  return nullptr;
}

const AmountWords& money_words() {
  static const AmountWords words(of_money, true);
  return words;
}

const AmountWords& number_words() {
  static const AmountWords words(of_numbers);
  return words;
}

}  // namespace musubi::normalize
