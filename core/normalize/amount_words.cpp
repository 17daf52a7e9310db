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
  for (Ends* ends : {&front_, &back_}) {
    ends->first.fill(Ends::none);
    ends->next.resize(words.size());
    for (size_t i = words.size(); i-- > 0;) {
      int16_t& first = ends->first[(ends == &front_ ? words[i].word.front() : words[i].word.back()) % Ends::slots];
      ends->next[i] = first, first = int16_t(i);
    }
  }
}

const AmountWord* AmountWords::at(View text, bool front) const {
  const Ends& ends = front ? front_ : back_;
  for (int16_t i = ends.first[(front ? text.front() : text.back()) % Ends::slots]; i != Ends::none; i = ends.next[size_t(i)])
    if (const AmountWord& w = words_[size_t(i)]; front ? text.starts_with(w.word) : text.ends_with(w.word)) return &w;
  return nullptr;
}

const AmountWord* AmountWords::bracketed(View text) const {
  if (text.empty()) return nullptr;
  for (int16_t i = front_.first[text.front() % Ends::slots]; i != Ends::none; i = front_.next[size_t(i)])
    if (const AmountWord& w = words_[size_t(i)]; w.bracketed && text.starts_with(w.word)) return &w;
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
