// Words of a table, most of which a text is no match for by its last character.
#pragma once
#include <cstddef>
#include <cstdint>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Made by the compiler. A search costs a look where no word has that last character.
template <size_t n>
class WordList {
 public:
  constexpr explicit WordList(const View (&words)[n]) {
    static_assert(n < 256);
    for (size_t i = n; i-- > 0;) {
      words_[i] = words[i];
      uint8_t& head = head_[bucket(words[i].back())];
      next_[i] = head;
      head = uint8_t(i + 1);
    }
  }

  constexpr const View* begin() const { return words_; }
  constexpr const View* end() const { return words_ + n; }
  /// The first word in the order of the table, among those that may end in `last`, of which `is_it` says so; "" where none is.
  template <class Is>
  constexpr View find(char32_t last, Is is_it) const {
    for (size_t i = head_[bucket(last)]; i; i = next_[i - 1])
      if (is_it(words_[i - 1])) return words_[i - 1];
    return {};
  }
  constexpr bool has(View word) const {
    return !word.empty() && !find(word.back(), [&](View w) { return w == word; }).empty();
  }
  /// The same for a word in any case, of words in lower case.
  constexpr bool has_lowered(View word) const {
    return !word.empty() && !find(lower(word.back()), [&](View w) { return is_lowered(word, w); }).empty();
  }
  /// The first word that `text` ends with; "" where it ends with none.
  constexpr View end_of(View text) const {
    return text.empty() ? View() : find(text.back(), [&](View w) { return text.ends_with(w); });
  }
  /// The longest of them.
  constexpr View longest_end_of(View text) const {
    View longest;
    if (!text.empty())
      find(text.back(), [&](View w) {
        if (w.size() > longest.size() && text.ends_with(w)) longest = w;
        return false;
      });
    return longest;
  }

 private:
  static constexpr size_t bucket(char32_t c) { return (c ^ c >> 8) % 256; }
  static constexpr bool is_lowered(View word, View lowered) {
    if (word.size() != lowered.size()) return false;
    for (size_t i = 0; i < word.size(); ++i)
      if (lower(word[i]) != lowered[i]) return false;
    return true;
  }

  View words_[n];
  uint8_t head_[256] = {}, next_[n] = {};
};

}  // namespace musubi::normalize
