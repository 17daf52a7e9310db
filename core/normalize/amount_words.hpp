// The words that may stand beside a number, and the tables of them.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// The currency it tells ("" for none), the zeros it adds (千円: 3), whether it is a minus, whether it may stand in brackets of its own (税込), whether it
/// says that a dash behind the number closes it (金), whether the currency is one of several that are called so (ペソ).
struct AmountWord {
  View word;
  std::string_view currency = {};
  int zeros = 0;
  bool minus = false, bracketed = false, closes = false, assumed = false;
};

/// A table of words, longer ones before what they begin or end with; `codes`: any code of ISO 4217 is one as well. Holds what `words` points to.
class AmountWords {
 public:
  explicit AmountWords(std::span<const AmountWord> words, bool codes = false);
  /// The first word at the front (or the back) of `text`; nullptr if there is none.
  const AmountWord* at(View text, bool front) const;
  /// The first word at the front of `text` that may stand in brackets.
  const AmountWord* bracketed(View text) const;
  bool codes() const { return codes_; }

 private:
  /// The words that begin (or end) with one of a slot's characters, in their order: the first of each slot, and the next one of each word.
  struct Ends {
    static constexpr size_t slots = 509;
    static constexpr int16_t none = -1;
    std::array<int16_t, slots> first;
    std::vector<int16_t> next;
  };
  std::span<const AmountWord> words_;
  bool codes_;
  Ends front_, back_;
};

const AmountWords& money_words();
const AmountWords& number_words();

}  // namespace musubi::normalize
