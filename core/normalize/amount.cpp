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
  bool space_parts = false;  // one space alone may part thousands
  size_t at = 0;

  char32_t peek() const { return at < text.size() ? text[at] : U'\0'; }

  /// Digits, with commas or spaces between groups of three; one space alone may part a count and a price
  /// (2 100円), and so do spaces among commas.
  bool digits(Value& value) {
    const size_t start = at;
    size_t group = 0, groups = 0, spaces = 0;
    for (; at < text.size(); ++at) {
      char32_t c = text[at];
      if (is_digit(c)) {
        if (++group > 3 && groups) return false;
        if (value.whole >= too_much / 10) return false;
        value.whole = value.whole * 10 + int64_t(c - U'0');
      } else if ((c == U',' || c == U'、' || c == U'\'' || c == U' ') && at + 1 < text.size() && is_digit(text[at + 1])) {
        if (group == 0 || group > 3 || (groups && group != 3)) return false;
        ++groups, spaces += c == U' ', group = 0;
      } else {
        break;
      }
    }
    if (spaces > 0 && (spaces < groups || (groups == 1 && !space_parts))) return false;
    const bool zero = groups > 0 && text[start] == U'0';  // 0,123 is no amount
    return (at > start || peek() == U'.') && !zero && (groups == 0 || group == 3) && fraction(value);
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
    if (!is_digit(peek()) && peek() != U'.') {
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
      if (peek() == U' ') ++at;
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
  bool clash = false, closed = false;

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
      count(w);
      return true;
    }
    return false;
  }
  void count(const AmountWord& w) {
    clash |= !currency.empty() && !w.currency.empty() && currency != w.currency;
    if (!w.currency.empty()) currency = w.currency;
    zeros += w.zeros;
    minus += w.minus;
    closed |= w.closes || w.currency == "JPY";
  }
  /// (税込), 【 税抜 】, (円): a word in brackets.
  bool in_brackets(View& text, bool front) {
    constexpr View openers = U"([【〔", closers = U")]】〕";
    const size_t kind = (front ? openers : closers).find(front ? text.front() : text.back());
    if (kind == View::npos) return false;
    const size_t other = front ? text.find(closers[kind]) : text.rfind(openers[kind]);
    if (other == View::npos) return false;
    const View inner = trim(front ? text.substr(1, other - 1) : text.substr(other + 1, text.size() - other - 2));
    const auto w = std::find_if(words.begin(), words.end(), [&](const AmountWord& one) { return one.bracketed && one.word == inner; });
    if (w == words.end()) return false;
    text = front ? text.substr(other + 1) : text.substr(0, other);
    count(*w);
    return true;
  }
  bool sign(View& text, bool front) {
    const char32_t c = front ? text.front() : text.back(), inner = text.size() < 2 ? U'\0' : front ? text[1] : text[text.size() - 2];
    const bool dash = is_dash(c) || (c == U'ー' && !is_kana(inner));
    if (!front && dash)
      ++last_dash;
    else if (c == U'△' || c == U'▲' || c == U'▼' || c == U'▽' || dash)
      ++minus;
    else if (!front && c == U'.' && is_digit(inner))
      closed |= last_dash > 0;  // 1,200.-
    else if (front && c == U'(')
      ++open;
    else if (!front && c == U')')
      ++close;
    else if (View(U" ※*@").find(c) == View::npos && !(front && c == U'+'))
      return false;
    front ? text.remove_prefix(1) : text.remove_suffix(1);
    return true;
  }
  void strip(View& text, bool front) {
    while (!text.empty() && (word(text, front) || in_brackets(text, front) || sign(text, front))) {
    }
  }
  /// ¥1,200- closes the amount so that nothing can be added; 1,200- is negative.
  void settle() {
    if (!closed || last_dash > 1) minus += last_dash;
  }
  bool odd() const { return clash || minus > 1 || open != close || open > 1; }
};

bool is_zero_sign(char32_t c) { return kanji_digit(c) == 0; }

/// 一、二〇〇 in digits; text with other kanji numerals or none as it is.
Chars positional(View text) {
  const auto is_part = [](char32_t c) { return kanji_digit(c) >= 0 || c == U',' || c == U'、'; };
  if (text.find_first_of(U",、") == View::npos || !std::all_of(text.begin(), text.end(), is_part)) return Chars(text);
  Chars out(text);
  for (char32_t& c : out)
    if (kanji_digit(c) >= 0) c = U'0' + char32_t(kanji_digit(c));
  return out;
}

/// 1.200,50 and 12,50 with the point and the commas of Japan, where the euro says who wrote it.
Chars continental(View text) {
  const size_t comma = text.rfind(U',');
  if (comma == View::npos || text.size() - comma != 3 || text.find(U',') != comma) return Chars(text);
  Chars out(text);
  std::replace(out.begin(), out.begin() + std::ptrdiff_t(comma), U'.', U',');
  out[comma] = U'.';
  return out;
}

/// 1.234.567 with commas, where each point stands before three digits: Vietnam has no smaller money, its points
/// part thousands.
Chars vietnamese(View text) {
  for (size_t point = text.find(U'.'); point != View::npos; point = text.find(U'.', point + 1)) {
    const View behind = text.substr(point + 1);
    const size_t digits = std::min(behind.find_first_not_of(U"0123456789"), behind.size());
    if (digits != 3) return Chars(text);
  }
  Chars out(text);
  std::replace(out.begin(), out.end(), U'.', U',');
  return out;
}

/// 12円50 of 12円50銭 as 12.50.
Chars with_sen(View text) {
  const size_t yen = text.find(U'円');
  if (yen == View::npos || text.size() - yen < 2 || text.size() - yen > 3 || !std::all_of(text.begin() + std::ptrdiff_t(yen) + 1, text.end(), is_digit)) return Chars();
  return Chars(text.substr(0, yen)).append(text.size() - yen == 2 ? U".0" : U".").append(text.substr(yen + 1));
}

int64_t power_of_ten(int n) {
  return n == 0 ? 1 : 10 * power_of_ten(n - 1);
}

}  // namespace

std::optional<Amount> read_amount(View text, std::span<const AmountWord> words) {
  Around around{words};
  around.strip(text, true);
  const bool currency_first = !around.currency.empty();
  around.strip(text, false);
  around.settle();
  const bool unit_alone = text.empty() && around.zeros > 0;  // 千円
  if ((text.empty() && !unit_alone) || around.odd() || (text.size() > 1 && std::all_of(text.begin(), text.end(), is_zero_sign))) return std::nullopt;
  Chars number = around.currency == "EUR" ? continental(text) : around.currency == "VND" ? vietnamese(text) : positional(text);
  if (text.ends_with(U"銭")) number = with_sen(text.substr(0, text.size() - 1)), around.currency = "JPY";
  Reader reader{number, currency_first || around.currency == "EUR"};
  Value value;
  if (unit_alone) value.whole = 1;
  else if (!reader.number(value) || reader.at != number.size()) return std::nullopt;
  if (around.zeros) value.scale(power_of_ten(around.zeros));
  if (value.overflow) return std::nullopt;
  return Amount{shown(value, around.minus + around.open > 0), around.currency};
}

}  // namespace musubi::normalize
