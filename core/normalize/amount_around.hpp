// What stands before and behind a number: words, signs, brackets.
#pragma once
#include <string_view>

#include "core/normalize/amount_words.hpp"
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

class AmountAround {
 public:
  explicit AmountAround(const AmountWords& words) : words_(words) {}
  /// Takes off the front (or the back) of `text` what may stand there.
  void strip(View& text, bool front);
  /// When both ends are done: a dash behind the number is a minus, or closes it.
  void settle();
  /// Whether two currencies, two signs or a single bracket stand there.
  bool odd() const { return clash_ || minus_ > 1 || open_ != close_ || open_ > 1; }
  bool negative() const { return minus_ + open_ > 0; }

  std::string_view currency;
  bool assumed = false;  // several currencies are called so
  int zeros = 0;

 private:
  bool word(View& text, bool front);
  bool code(View& text, bool front);
  bool in_brackets(View& text, bool front);
  bool remark(View inner);
  bool sign(View& text, bool front);
  void count(const AmountWord& word);
  void name(std::string_view code, bool assumed_only);

  const AmountWords& words_;
  int minus_ = 0, open_ = 0, close_ = 0, last_dash_ = 0;
  bool clash_ = false, closed_ = false;
};

/// 万, 億, 兆 as numbers; 0 for anything else.
int64_t large_unit(char32_t c);

}  // namespace musubi::normalize
