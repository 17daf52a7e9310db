#include "core/normalize/amount.hpp"

#include <algorithm>
#include <climits>
#include <cstdint>

#include "core/normalize/amount_around.hpp"
#include "core/normalize/currency_codes.hpp"
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
      } else if (const size_t size = separator(); size > 0) {
        if (group == 0 || group > 3 || (groups && group != 3)) return false;
        ++groups, spaces += c == U' ', group = 0, at += size - 1;
      } else {
        break;
      }
    }
    if (spaces > 0 && (spaces < groups || (groups == 1 && !space_parts))) return false;
    const bool zero = groups > 0 && text[start] == U'0';  // 0,123 is no amount
    return (at > start || peek() == U'.') && !zero && (groups == 0 || group == 3) && fraction(value);
  }

  /// How long what parts two groups of digits is: a comma, an apostrophe, a space, or a comma and a space; 0 if nothing does.
  size_t separator() const {
    if (View(U",、'’ ").find(text[at]) == View::npos) return 0;
    const size_t size = text[at] != U' ' && text.substr(at + 1).starts_with(U' ') ? 2 : 1;
    return at + size < text.size() && is_digit(text[at + size]) ? size : 0;
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

  /// One stretch before 兆, 億, 万 or the end: 1,234 · 2千3百 · 千5百 · 三百二十. What stands behind a unit is smaller than it.
  bool stretch(Value& value) {
    if (!is_digit(peek()) && peek() != U'.') {
      const size_t start = at;
      value.whole = scan_number(text, at);
      if (!is_digit(peek())) return value.whole >= 0;
      at = start, value.whole = 0;
    }
    for (int64_t last = INT64_MAX;;) {
      Value part;
      if (kanji_unit(peek()) > 0) part.whole = 1;
      else if (!digits(part)) return false;
      const int unit = kanji_unit(peek());
      const bool exact = part.nano == 0;
      if (unit == 20 || unit == 30) return false;
      if (unit > 0) part.scale(unit), ++at;
      if (part.whole >= last || unit >= last) return false;
      value.add(part);
      if (unit == 0 || !(is_digit(peek()) || kanji_unit(peek()) > 0)) return true;
      if (!exact) return false;
      last = unit;
    }
  }

  /// The 〇 of 一万〇百, which stands for the thousands; 一万〇千 has none between.
  bool is_filler() const {
    const int unit = at + 1 < text.size() && kanji_digit(peek()) == 0 ? kanji_unit(text[at + 1]) : 0;
    return unit == 10 || unit == 100;
  }

  bool number(Value& total) {
    int64_t last = INT64_MAX;
    bool exact = true;
    do {
      Value part;
      if (!exact || !stretch(part)) return false;
      exact = part.nano == 0;
      const int64_t unit = large_unit(peek());
      if (unit >= last) return false;
      if (unit) ++at, part.scale(unit);
      if (part.whole >= last) return false;
      total.add(part);
      if (!unit) return !total.overflow;
      last = unit;
      if (peek() == U' ') ++at;
      if (is_filler()) ++at;
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

/// 1千二百 with all digits of one kind, where none of the other stands beside one.
Chars of_one_kind(View text) {
  const auto is_written = [](char32_t c) { return kanji_digit(c) >= 0 && c != U'○' && c != U'◯'; };
  if (std::none_of(text.begin(), text.end(), is_digit) || std::none_of(text.begin(), text.end(), is_written)) return Chars(text);
  Chars out(text);
  for (size_t i = 0; i < text.size(); ++i) {
    if (!is_written(text[i])) continue;
    if ((i > 0 && is_digit(text[i - 1])) || (i + 1 < text.size() && is_digit(text[i + 1]))) return Chars(text);
    out[i] = U'0' + char32_t(kanji_digit(text[i]));
  }
  return out;
}

/// Whether three digits and no more stand behind each of the points, `least` or more.
bool points_part_thousands(View text, int least) {
  int points = 0;
  for (size_t point = text.find(U'.'); point != View::npos; point = text.find(U'.', point + 1), ++points)
    if (std::min(text.find_first_not_of(U"0123456789", point + 1), text.size()) - point != 4) return false;
  return points >= least;
}

/// 1.200,50 and 12,50, or 1.234.567, with the point and the commas of Japan, where the currency says who wrote it.
Chars continental(View text, bool no_cents) {
  const size_t comma = text.rfind(U',');
  Chars out(text);
  if (comma == View::npos && points_part_thousands(text, no_cents ? 1 : 2)) {
    std::replace(out.begin(), out.end(), U'.', U',');
  } else if (comma != View::npos && comma > 0 && (text.size() - comma == 3 || text.size() - comma == 2) && text.find(U',') == comma) {
    std::replace(out.begin(), out.begin() + std::ptrdiff_t(comma), U'.', U',');
    out[comma] = U'.';
  }
  return out;
}

/// Whether the only point may part thousands, or stand before thousandths: 1.500, but neither 0.500 nor 1234.500.
bool is_doubtful(View text, std::string_view currency) {
  const size_t point = text.find(U'.');
  return has_decimal_comma(currency) && !has_no_cents(currency) && point >= 1 && point <= 3 && text[0] != U'0' && text.size() == point + 4 &&
         std::all_of(text.begin(), text.begin() + std::ptrdiff_t(point), is_digit) && points_part_thousands(text, 1);
}

/// 12,34,567 with commas between thousands alone: India parts the rest by two digits.
Chars indian(View text) {
  const size_t end = std::min(text.find(U'.'), text.size());
  const View whole = text.substr(0, end);
  if (whole.find(U',') == View::npos || whole.size() < 6 || whole[whole.size() - 4] != U',') return Chars(text);
  Chars out;
  for (size_t i = 0; i < whole.size(); ++i) {
    const size_t from_end = whole.size() - i;
    const bool comma = from_end >= 4 && (from_end - 4) % 3 == 0;
    if (comma ? whole[i] != U',' : !is_digit(whole[i])) return Chars(text);
    if (!comma) out += whole[i];
  }
  return out.append(text.substr(end));
}

/// The number as Japan writes it in digits, by what its currency says of who wrote it; "" where it is so already.
Chars japanese(View text, std::string_view currency) {
  if (currency.empty() || currency == "JPY") return std::any_of(text.begin(), text.end(), [](char32_t c) { return kanji_digit(c) >= 0; }) ? positional(of_one_kind(text)) : Chars();
  if (currency == "VND" || has_decimal_comma(currency)) return continental(text, has_no_cents(currency));
  return currency == "INR" ? indian(text) : positional(of_one_kind(text));
}

/// 12円50 of 12円50銭 as 12.50.
Chars with_sen(View text) {
  const size_t yen = text.find(U'円');
  if (yen == View::npos || text.size() - yen < 2 || text.size() - yen > 3 || !std::all_of(text.begin() + std::ptrdiff_t(yen) + 1, text.end(), is_digit)) return Chars();
  return Chars(text.substr(0, yen)).append(text.size() - yen == 2 ? U".0" : U".").append(text.substr(yen + 1));
}

/// 1万2 and 2千5, by which many mean 12,000 and 2,500.
bool may_lack_unit(View number) {
  if (number.size() < 3 || !is_digit(number.back()) || number.back() == U'0') return false;
  const char32_t unit = number[number.size() - 2];
  return large_unit(unit) > 0 || unit == U'千';
}

int64_t power_of_ten(int n) {
  return n == 0 ? 1 : 10 * power_of_ten(n - 1);
}

}  // namespace

std::optional<Amount> read_amount(View text, const AmountWords& words) {
  AmountAround around(words);
  around.strip(text, true);
  const bool currency_first = !around.currency.empty();
  around.strip(text, false);
  around.settle();
  const bool unit_alone = text.empty() && around.zeros > 0;  // 千円
  if ((text.empty() && !unit_alone) || around.odd() || (text.size() > 1 && std::all_of(text.begin(), text.end(), is_zero_sign))) return std::nullopt;
  const bool unsure = is_doubtful(text, around.currency);
  if (unsure && around.currency != "EUR") return std::nullopt;
  Chars mended = japanese(text, around.currency);
  const bool sen = text.ends_with(U"銭");
  if (sen) mended = with_sen(text.substr(0, text.size() - 1)), around.currency = "JPY";
  const View number = sen || !mended.empty() ? View(mended) : text;
  Reader reader{number, currency_first || has_decimal_comma(around.currency)};
  Value value;
  if (unit_alone) value.whole = 1;
  else if (!reader.number(value) || reader.at != number.size()) return std::nullopt;
  if (around.zeros) value.scale(power_of_ten(around.zeros));
  if (value.overflow || (around.currency.empty() && may_lack_unit(number))) return std::nullopt;
  return Amount{shown(value, around.negative()), around.currency, around.assumed, unsure};
}

}  // namespace musubi::normalize
