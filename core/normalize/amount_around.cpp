#include "core/normalize/amount_around.hpp"

#include <algorithm>

#include "core/normalize/currency_codes.hpp"
#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

bool has_unit(View text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) { return kanji_unit(c) > 0 || large_unit(c) > 0; });
}

/// △ and ▲ as bookkeepers write a minus, and the letters and signs that look like them.
bool is_triangle(char32_t c) { return View(U"△▲▼▽Δ∆⊿▵▴▿▾").find(c) != View::npos; }

void cut(View& text, size_t size, bool front) { front ? text.remove_prefix(size) : text.remove_suffix(size); }

}  // namespace

int64_t large_unit(char32_t c) {
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

void AmountAround::strip(View& text, bool front) {
  while (!text.empty() && !is_digit(front ? text.front() : text.back()) && (word(text, front) || in_brackets(text, front) || sign(text, front) || code(text, front))) {
  }
}

void AmountAround::settle() {
  if (!closed_ || last_dash_ > 1) minus_ += last_dash_;
}

bool AmountAround::word(View& text, bool front) {
  const AmountWord* w = words_.at(text, front);
  if (!w) return false;
  if (w->zeros && has_unit(front ? text.substr(w->word.size()) : text.substr(0, text.size() - w->word.size()))) {
    if (front) return false;
    w = words_.at(View(U"円"), false);  // 3万5千円: the 千 is the number's
  }
  cut(text, w->word.size(), front);
  count(*w);
  return true;
}

/// PHP, idr: three letters alone.
bool AmountAround::code(View& text, bool front) {
  if (!words_.codes() || text.size() < 3) return false;
  const View three = front ? text.substr(0, 3) : text.substr(text.size() - 3);
  if (text.size() > 3 && is_latin(front ? text[3] : text[text.size() - 4])) return false;
  const std::string_view found = currency_code(three);
  if (found.empty()) return false;
  name(found, false);
  closed_ |= found == "JPY";
  cut(text, 3, front);
  return true;
}

void AmountAround::count(const AmountWord& w) {
  name(w.currency, w.assumed);
  zeros += w.zeros;
  minus_ += w.minus;
  closed_ |= w.closes || w.currency == "JPY";
}

/// Of $ and SGD the latter says which; so it does of ペソ and MXN.
void AmountAround::name(std::string_view other, bool assumed_only) {
  if (other.empty() || other == currency) {
    assumed &= other.empty() || assumed_only;
  } else if (currency.empty() || may_mean(currency, other)) {
    currency = other, assumed = assumed_only;
  } else {
    clash_ |= !may_mean(other, currency);
  }
}

/// (税込), 【 税抜 】, (円), (税込・送料込), (8%税込), (税抜11,223円); false, and nothing counted, if anything else stands there.
bool AmountAround::remark(View inner) {
  bool digits = false, rate = false, tax = false;
  View rest = inner;
  while (!rest.empty()) {
    if (const AmountWord* w = words_.bracketed(rest)) {
      tax |= w->currency.empty();
      rest.remove_prefix(w->word.size());
    } else if (View(U"0123456789,.%¥\\+=:・/、 ").find(rest.front()) != View::npos) {
      digits |= is_digit(rest.front()), rate |= rest.front() == U'%';
      rest.remove_prefix(1);
    } else {
      return false;
    }
  }
  if (digits) return tax && (rate || inner.size() > 2);
  const AmountWord* whole = words_.bracketed(inner);
  if (whole && whole->word == inner) count(*whole);
  return tax || (whole && whole->word == inner);
}

bool AmountAround::in_brackets(View& text, bool front) {
  constexpr View openers = U"([【〔<〈《", closers = U")]】〕>〉》";
  const size_t kind = (front ? openers : closers).find(front ? text.front() : text.back());
  if (kind == View::npos) return false;
  const size_t other = front ? text.find(closers[kind]) : text.rfind(openers[kind]);
  if (other == View::npos) return false;
  const View inner = trim(front ? text.substr(1, other - 1) : text.substr(other + 1, text.size() - other - 2));
  const bool minus = inner.size() == 1 && (is_triangle(inner[0]) || is_hyphen(inner[0])) && text.size() > inner.size() + 2;
  if (!minus && !remark(inner)) return false;
  minus_ += minus;
  text = front ? text.substr(other + 1) : text.substr(0, other);
  return true;
}

bool AmountAround::sign(View& text, bool front) {
  const char32_t c = front ? text.front() : text.back(), inner = text.size() < 2 ? U'\0' : front ? text[1] : text[text.size() - 2];
  const bool dash = is_dash(c) || (c == U'ー' && !is_kana(inner));
  if (!front && dash)
    ++last_dash_;
  else if (is_triangle(c) || dash)
    ++minus_;
  else if (!front && c == U'.' && inner != U'.')
    closed_ |= last_dash_ > 0;  // 1,200.-
  else if (front && c == U'(')
    ++open_;
  else if (!front && c == U')')
    ++close_;
  else if (View(front ? U" ※*@+\"“„'‘「『" : U" ※*@\"”“'’」』。、,;").find(c) == View::npos)
    return false;
  cut(text, 1, front);
  return true;
}

}  // namespace musubi::normalize
