#include "core/normalize/clock_scan.hpp"

#include <algorithm>
#include <iterator>

#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

size_t digits_at(View text, size_t at) {
  size_t n = 0;
  while (at + n < text.size() && is_digit(text[at + n])) ++n;
  return n;
}

/// 午後, pm, p.m.
bool take_half(View text, size_t& at, View kanji, char32_t letter) {
  size_t i = at;
  i = skip_spaces(text, i);
  if (take(text, i, kanji)) return at = i, true;
  if (i >= text.size() || lower(text[i]) != letter) return false;
  ++i;
  if (i < text.size() && text[i] == U'.') ++i;
  if (i >= text.size() || lower(text[i]) != U'm') return false;
  ++i;
  if (i < text.size() && text[i] == U'.') ++i;
  at = i;
  return true;
}

/// Nothing: no half of the day is named; true: the second one.
bool take_halves(View text, size_t& at, bool& after_noon) {
  if (take_half(text, at, U"午後", U'p')) return after_noon = true;
  after_noon = false;
  return take_half(text, at, U"午前", U'a');
}

std::string two(View digits) { return (digits.size() == 1 ? "0" : "") + utf8(digits); }

/// +9, +09, +9:00, +0900, -05:30 at `at`, where a sign stands.
bool signed_offset(View text, size_t& at, std::string& offset) {
  const char sign = char(text[at]);
  size_t i = at + 1;
  const size_t size = digits_at(text, i);
  if (size == 4) {
    offset = sign + utf8(text.substr(i, 2)) + ":" + utf8(text.substr(i + 2, 2));
    i += 4;
  } else if (size == 1 || size == 2) {
    offset = sign + two(text.substr(i, size));
    i += size;
    if (i < text.size() && text[i] == U':') {
      if (digits_at(text, i + 1) != 2) return false;
      offset += ":" + utf8(text.substr(i + 1, 2));
      i += 3;
    } else {
      offset += ":00";
    }
  } else {
    return false;
  }
  at = i;
  return offset[4] < '6' && offset.substr(1, 5) <= (sign == '-' ? "12:00" : "14:59");  // -12:00 to +14:00 in the world
}

/// (日本標準時), Japan Standard Time, Asia/Tokyo; and what an offset before it says already: (PST), JST.
void skip_zone_name(View text, size_t& at, std::string& offset) {
  constexpr View tokyo[] = {U"日本標準時", U"日本時間", U"Japan Standard Time", U"Asia/Tokyo", U"JST"};
  View rest = trim(text.substr(at));
  const bool bracket = rest.size() > 2 && rest.front() == U'(' && rest.back() == U')';
  if (bracket) rest = rest.substr(1, rest.size() - 2);
  const bool named = std::find(std::begin(tokyo), std::end(tokyo), rest) != std::end(tokyo);
  const bool capitals = rest.size() >= 2 && rest.size() <= 5 && std::all_of(rest.begin(), rest.end(), [](char32_t c) { return c >= U'A' && c <= U'Z'; });
  const bool words = bracket && std::all_of(rest.begin(), rest.end(), [](char32_t c) { return is_latin(c) || is_kanji(c) || is_kana(c) || c == U' '; });
  if (!named && (offset.empty() || !(capitals || words))) return;
  if (offset.empty()) offset = "+09:00";
  at = text.size();
}

bool scan_offset(View text, size_t& at, std::string& offset) {
  size_t i = at;
  i = skip_spaces(text, i);
  if (i < text.size() && (text[i] == U'Z' || text[i] == U'z')) return at = i + 1, offset = "+00:00", true;
  if (take(text, i, U"JST")) return at = i, offset = "+09:00", true;
  if (take(text, i, U"UTC") || take(text, i, U"GMT")) at = i, offset = "+00:00";
  if (i < text.size() && (text[i] == U'+' || text[i] == U'-') && !signed_offset(text, i, offset)) return false;
  if (!offset.empty() || text[std::min(i, text.size() - 1)] == U'[') at = i;
  if (take(text, at, U"[Asia/Tokyo]") && offset.empty()) offset = "+09:00";
  if (at < text.size()) skip_zone_name(text, at, offset);
  return true;
}

/// -11:00, ～11:00 or ～ alone behind a time.
bool take_range(View text, size_t& at) {
  size_t i = at;
  i = skip_spaces(text, i);
  if (i >= text.size() || (text[i] != U'~' && text[i] != U'〜' && !is_hyphen(text[i]))) return false;
  const bool open = text[i] == U'~' || text[i] == U'〜';
  ++i;
  i = skip_spaces(text, i);
  if (i == text.size() && open) return at = i, true;
  size_t end = i;
  Clock until;
  if (digits_at(text, i) > 2 || !scan_clock(text, end, until)) return false;
  at = end;
  return true;
}

/// 0905, 090507 and 090507123.
void compact(View text, size_t& at, size_t size, Clock& clock) {
  auto pair = [&](size_t i) { return int64_t(text[at + i] - U'0') * 10 + int64_t(text[at + i + 1] - U'0'); };
  clock.hour = pair(0), clock.minute = pair(2), clock.second = size >= 6 ? pair(4) : 0;
  if (size == 9) clock.fraction = "." + utf8(text.substr(at + 6, 3));
  at += size;
}

/// 9:05:07, 9時5分7秒, 9時半, 12.34.56.
bool parted(View text, size_t& at, Clock& clock) {
  const size_t hours = digits_at(text, at);
  const bool dots = hours == 2 && text.substr(at + 2).starts_with(U".") && digits_at(text, at + 3) == 2 && text.substr(at + 5).starts_with(U".") && digits_at(text, at + 6) == 2;
  const View colon = dots ? U"." : U":";
  clock.hour = scan_number(text, at);
  if (clock.hour < 0 || (!take(text, at, colon) && !take(text, at, U"時"))) return false;
  if (take(text, at, U"半")) {
    clock.minute = 30;
  } else if (int64_t n = scan_number(text, at); n >= 0) {
    clock.minute = n;
    if (take(text, at, colon) || take(text, at, U"分")) clock.second = std::max<int64_t>(scan_number(text, at), 0);
  }
  take(text, at, U"秒");
  return true;
}

}  // namespace

bool scan_half(View text, size_t& at, Clock& clock) {
  size_t i = at;
  clock = {};
  bool after_noon = false;
  if (take(text, i, U"正午")) {
    clock.hour = 12;
  } else if (take_halves(text, i, after_noon)) {
    take(text, i, U"中");
    clock.hour = after_noon ? 12 : 0, clock.range = true;
  } else {
    return false;
  }
  if (skip_spaces(text, i) < text.size()) return false;
  at = i;
  return true;
}

bool scan_clock(View text, size_t& at, Clock& clock) {
  const bool machine = at < text.size() && lower(text[at]) == U't';
  if (machine) ++at;
  bool after_noon = false, halves = take_halves(text, at, after_noon);
  at = skip_spaces(text, at);
  const size_t begin = at, size = digits_at(text, at);
  if (size == 4 || size == 6 || size == 9) compact(text, at, size, clock);
  else if (!parted(text, at, clock)) return false;
  const bool seconds = at - begin > 5;
  if (at + 1 < text.size() && (text[at] == U'.' || text[at] == U',') && is_digit(text[at + 1])) {
    const size_t places = digits_at(text, ++at);
    clock.fraction = "." + utf8(text.substr(at, std::min<size_t>(places, 6)));
    at += places;
  }
  if (!halves) halves = take_halves(text, at, after_noon);
  if (halves) clock.hour = clock.hour % 12 + (after_noon ? 12 : 0);
  const bool valid = clock.hour <= 29 && clock.minute < 60 && clock.second <= 60;
  if (!machine && !seconds && valid) clock.range = take_range(text, at);
  return valid && (clock.range || at >= text.size() || scan_offset(text, at, clock.offset));
}

}  // namespace musubi::normalize
