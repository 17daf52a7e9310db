#include "core/normalize/amount.hpp"

#include <algorithm>
#include <cstdint>

#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

constexpr int64_t too_much = 1'000'000'000'000'000'000;

/// A number as whole part and billionths, so that 1.5万 is exact.
struct Value {
  int64_t whole = 0, nano = 0;
  bool overflow = false;

  void scale(int64_t by) {
    __int128 w = __int128(whole) * by + __int128(nano) * by / 1'000'000'000;
    if (w >= too_much)
      overflow = true;
    else
      whole = int64_t(w);
    nano = int64_t(__int128(nano) * by % 1'000'000'000);
  }
  void add(const Value& other) {
    overflow |= other.overflow;
    nano += other.nano;
    whole += other.whole + nano / 1'000'000'000;
    nano %= 1'000'000'000;
    if (whole >= too_much) overflow = true, whole = 0;
  }
};

struct Reader {
  View text;
  size_t at = 0;

  char32_t peek() const { return at < text.size() ? text[at] : U'\0'; }

  /// Digits, with commas between groups of three.
  bool digits(Value& value) {
    size_t start = at, group = 0, groups = 0;
    for (; at < text.size(); ++at) {
      char32_t c = text[at];
      if (is_digit(c)) {
        if (++group > 3 && groups) return false;
        if (value.whole >= too_much / 10) return false;
        value.whole = value.whole * 10 + int64_t(c - U'0');
      } else if ((c == U',' || c == U'、' || c == U'\'') && at + 1 < text.size() && is_digit(text[at + 1])) {
        if (group == 0 || group > 3 || (groups && group != 3)) return false;
        ++groups, group = 0;
      } else {
        break;
      }
    }
    return at > start && (groups == 0 || group == 3) && fraction(value);
  }

  bool fraction(Value& value) {
    if (peek() != U'.' || at + 1 >= text.size() || !is_digit(text[at + 1])) return true;
    int64_t place = 100'000'000;
    for (++at; is_digit(peek()); ++at, place /= 10) {
      if (place == 0 && text[at] != U'0') return false;
      value.nano += place * int64_t(text[at] - U'0');
    }
    return true;
  }

  static int64_t large_unit(char32_t c) {
    switch (c) {
      case U'万':
      case U'萬':
        return 10'000;
      case U'億':
        return 100'000'000;
      case U'兆':
        return 1'000'000'000'000;
      default:
        return 0;
    }
  }

  /// One stretch before 兆, 億, 万 or the end: 1,234 · 2千 · 三百二十.
  bool stretch(Value& value) {
    if (!is_digit(peek())) {
      int64_t n = scan_number(text, at);
      value.whole = n;
      return n >= 0;
    }
    for (;;) {  // 2千3百
      Value part;
      if (!digits(part)) return false;
      int unit = kanji_unit(peek());
      if (unit > 1) part.scale(unit), ++at;
      value.add(part);
      if (unit <= 1 || !is_digit(peek())) return true;
    }
  }

  bool number(Value& total) {
    int64_t last = INT64_MAX;
    do {
      Value part;
      if (!stretch(part)) return false;
      int64_t unit = large_unit(peek());
      if (unit >= last) return false;
      if (unit) ++at, part.scale(last = unit);
      total.add(part);
      if (!unit) return !total.overflow;
    } while (is_numeral(peek()));
    return !total.overflow;
  }
};

std::string shown(const Value& value, bool negative) {
  std::string out = std::to_string(value.whole);
  if (value.nano) {
    std::string nano = std::to_string(value.nano);
    out += "." + std::string(9 - nano.size(), '0') + nano;
    while (out.back() == '0') out.pop_back();
  }
  return negative && (value.whole || value.nano) ? "-" + out : out;
}

/// What stands before and behind the number.
struct Around {
  std::span<const AmountWord> words;
  std::string_view currency = {};
  int zeros = 0, minus = 0, open = 0, close = 0, last_dash = 0;
  bool clash = false;

  static bool has_unit(View text) {
    return std::any_of(text.begin(), text.end(),
                       [](char32_t c) { return kanji_unit(c) > 0 || Reader::large_unit(c) > 0; });
  }
  bool word(View& text, bool front) {
    const char32_t edge = front ? text.front() : text.back();
    if (is_digit(edge)) return false;
    for (const AmountWord& w : words) {
      if ((front ? w.word.front() : w.word.back()) != edge) continue;
      if (!(front ? text.starts_with(w.word) : text.ends_with(w.word))) continue;
      const View others = front ? text.substr(w.word.size()) : text.substr(0, text.size() - w.word.size());
      if (w.zeros && has_unit(others)) continue;  // 3万5千円: the 千 is the number's
      front ? text.remove_prefix(w.word.size()) : text.remove_suffix(w.word.size());
      clash |= !currency.empty() && !w.currency.empty() && currency != w.currency;
      if (!w.currency.empty()) currency = w.currency;
      zeros += w.zeros;
      minus += w.minus;
      return true;
    }
    return false;
  }
  bool sign(View& text, bool front) {
    char32_t c = front ? text.front() : text.back();
    if (!front && is_dash(c))
      ++last_dash;
    else if (c == U'△' || c == U'▲' || c == U'▼' || c == U'▽' || is_dash(c))
      ++minus;
    else if (front && c == U'(')
      ++open;
    else if (!front && c == U')')
      ++close;
    else if (c != U' ' && !(front && c == U'+'))
      return false;
    front ? text.remove_prefix(1) : text.remove_suffix(1);
    return true;
  }
  void strip(View& text, bool front) {
    while (!text.empty() && (word(text, front) || sign(text, front))) {
    }
  }
  /// ¥1,200- closes the amount so that nothing can be added; 1,200- is negative.
  void settle() {
    if (currency != "JPY" || last_dash > 1) minus += last_dash;
  }
  bool odd() const { return clash || minus > 1 || open != close || open > 1 || minus + open > 1; }
};

int64_t power_of_ten(int n) {
  return n == 0 ? 1 : 10 * power_of_ten(n - 1);
}

}  // namespace

std::optional<Amount> read_amount(View text, std::span<const AmountWord> words) {
  Around around{words};
  around.strip(text, true);
  around.strip(text, false);
  around.settle();
  if (text.empty() || around.odd()) return std::nullopt;
  Reader reader{text};
  Value value;
  if (!reader.number(value) || reader.at != text.size()) return std::nullopt;
  if (around.zeros) value.scale(power_of_ten(around.zeros));
  if (value.overflow) return std::nullopt;
  return Amount{shown(value, around.minus + around.open > 0), around.currency};
}

}  // namespace musubi::normalize
