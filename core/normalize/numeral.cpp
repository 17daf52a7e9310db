#include "core/normalize/numeral.hpp"

#include <utility>

namespace musubi::normalize {

int kanji_digit(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
    case U'○':
    case U'◯':
      return 0;
    case U'一':
    case U'壱':
    case U'壹':
      return 1;
    case U'二':
    case U'弐':
    case U'弍':
    case U'貳':
    case U'貮':
      return 2;
    case U'三':
    case U'参':
    case U'參':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
    case U'伍':
      return 5;
    case U'六':
    case U'陸':
      return 6;
    case U'七':
    case U'漆':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    default:
      return -1;
  }
}

int kanji_unit(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 10;
    case U'廿':
      return 20;
    case U'卅':
      return 30;
    case U'百':
    case U'佰':
      return 100;
    case U'千':
    case U'阡':
    case U'仟':
      return 1000;
    default:
      return 0;
  }
}

namespace {

constexpr int most_digits = 9;

int64_t scan_digits(View text, size_t& at) {
  int64_t n = 0;
  size_t i = at;
  for (; i < text.size() && is_digit(text[i]); ++i) {
    if (i - at >= most_digits) return -1;
    n = n * 10 + (text[i] - U'0');
  }
  at = i;
  return n;
}

/// Whether digits may stand behind the last unit: one, as many as it has zeros (千九八〇), or less behind a 〇 (千〇二);
/// 十二三 is no number.
bool fit_behind(int64_t unit, View digits) {
  if (digits.size() <= 1 || unit == 0) return true;
  int64_t room = 1;
  for (size_t i = 0; i < digits.size() && room <= unit; ++i) room *= 10;
  return room == unit || (room < unit && kanji_digit(digits[0]) == 0);
}

int64_t scan_kanji(View text, size_t& at) {
  int64_t total = 0, pending = -1, last = 0;
  size_t i = at, behind = at;
  for (; i < text.size(); ++i) {
    if (int d = kanji_digit(text[i]); d >= 0) {
      if (pending > 99'999'999) return -1;
      pending = pending < 0 ? d : pending * 10 + d;
    } else if (int unit = kanji_unit(text[i])) {
      const bool tens = unit == 20 || unit == 30;  // 廿, 卅
      const int64_t place = tens ? 10 : unit;
      if (pending > (tens ? 0 : 9)) return -1;        // 三五十 is a place's name
      if (last > 0 && place >= last) return -1;       // 二十二十, 千千
      if (pending == 0 && place * 10 >= last) return -1;
      total += tens ? unit : (pending < 1 ? 1 : pending) * unit;
      pending = -1, last = place, behind = i + 1;
    } else {
      break;
    }
  }
  if (i == at || !fit_behind(last, text.substr(behind, i - behind))) return -1;
  at = i;
  return total + (pending < 0 ? 0 : pending);
}

}  // namespace

int64_t scan_number(View text, size_t& at) {
  if (at >= text.size()) return -1;
  return is_digit(text[at]) ? scan_digits(text, at) : scan_kanji(text, at);
}

Chars kanji_number(int64_t n) {
  constexpr View digits = U"〇一二三四五六七八九";
  Chars out;
  constexpr std::pair<int, char32_t> units[] = {{1000, U'千'}, {100, U'百'}, {10, U'十'}};
  for (auto [unit, sign] : units) {
    int64_t count = n / unit % 10;
    if (count > 1) out += digits[count];
    if (count > 0) out += sign;
  }
  if (n % 10 || out.empty()) out += digits[n % 10];
  return out;
}

namespace {

/// 一三 for 13.
bool is_digit_by_digit(View text, size_t at) {
  return kanji_digit(text[at]) > 0 && at + 1 < text.size() && kanji_digit(text[at + 1]) >= 0;
}

}  // namespace

Chars numbers_in_kanji(View text, View word) {
  Chars out;
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    const bool read = is_digit(text[at]) || (!word.empty() && is_digit_by_digit(text, at));
    const int64_t n = read ? scan_number(text, at) : -1;
    if (n >= 0 && n <= 9999 && text.substr(at).starts_with(word)) {
      out += kanji_number(n);
      continue;
    }
    if (at == start) ++at;
    out += text.substr(start, at - start);
  }
  return out;
}

}  // namespace musubi::normalize
