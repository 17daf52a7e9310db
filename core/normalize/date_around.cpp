#include "core/normalize/date_around.hpp"

#include <algorithm>
#include <iterator>

#include "core/normalize/date_scan.hpp"
#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

constexpr View openers = U"([【〔<〈《「『", closers = U")]】〕>〉》」』";
constexpr View words_behind[] = {U"生まれ", U"生れ", U"生", U"誕生", U"付け", U"付", U"現在", U"時点", U"発行", U"消印有効", U"必着", U"締切", U"〆切", U"まで", U"迄", U"から", U"以降", U"〜", U"~", U"。", U"."};

/// Where the bracket closes that opens at `at`; npos if none opens or it stays open.
size_t close_of(View text, size_t at) {
  const size_t kind = at < text.size() ? openers.find(text[at]) : View::npos;
  if (kind == View::npos) return View::npos;
  int depth = 0;
  for (size_t i = at; i < text.size(); ++i) {
    depth += (text[i] == openers[kind]) - (text[i] == closers[kind]);
    if (depth == 0) return i;
  }
  return View::npos;
}

bool is_word_behind(View word) { return std::find(std::begin(words_behind), std::end(words_behind), word) != std::end(words_behind); }

/// 誕生日, ご購入日, 申込期限, but no day written in kanji.
bool is_label(View text) {
  constexpr View ends[] = {U"日", U"日時", U"日付", U"期限", U"年月日"}, latin[] = {U"dob", U"date", U"birthday", U"birth date", U"date of birth"};
  text = trim(text);
  const bool japanese = !text.empty() && std::all_of(text.begin(), text.end(), [](char32_t c) { return (is_kanji(c) && !is_numeral(c)) || is_kana(c); });
  if (japanese) return std::any_of(std::begin(ends), std::end(ends), [&](View end) { return text.ends_with(end) && text.size() > 1; });
  return std::any_of(std::begin(latin), std::end(latin), [&](View word) {
    return std::equal(word.begin(), word.end(), text.begin(), text.end(), [](char32_t a, char32_t b) { return a == lower(b); });
  });
}

View behind_label(View text) {
  constexpr size_t longest = 16;
  if (const size_t close = close_of(text, 0); close != View::npos && is_label(text.substr(1, close - 1))) return trim(text.substr(close + 1), U" :");
  const size_t colon = is_digit(text.front()) ? View::npos : text.substr(0, longest).find(U':');
  if (colon != View::npos && is_label(text.substr(0, colon))) return trim(text.substr(colon + 1));
  for (View label : {View(U"生年月日"), View(U"誕生日"), View(U"日付"), View(U"日時"), View(U"和暦")})
    if (text.starts_with(label)) return trim(text.substr(label.size()));
  return text;
}

/// The same year in the other reckoning, or an age: 令和8年, R8, 2026年, 46歳.
bool is_year_or_age(View inner, const Day& day, bool& agrees) {
  const auto era = match_era(inner);
  size_t i = era ? era->size : 0;
  take(inner, i, U"満");
  const int64_t n = take(inner, i, U"元") ? 1 : scan_number(inner, i);
  const View rest = inner.substr(i);
  const bool age = !era && (rest == U"歳" || rest == U"才"), year = rest.empty() || rest == U"年";
  if (n < 0 || (!age && !year) || (!age && !era && n < 1000)) return false;
  if (!age) agrees &= (era ? era->era->first.year - 1 : 0) + n == day.year && (!era || (era->era->first <= day && day <= era->era->last));
  return true;
}

}  // namespace

View bare_date(View text) {
  for (size_t before = 0; before != text.size() && !text.empty();) {
    before = text.size();
    if (is_digit(text.front()) && (is_digit(text.back()) || text.back() == U'日')) return text;
    text = trim(text, U" ,、;\"“”'‘’");
    if (!text.empty() && close_of(text, 0) == text.size() - 1) text = text.substr(1, text.size() - 2);
    if (!text.empty()) text = behind_label(text);
  }
  return text;
}

void skip_words_behind(View text, size_t& at) {
  const size_t next = skip_spaces(text, at), close = close_of(text, next);
  if (close != View::npos) {
    if (is_word_behind(trim(text.substr(next + 1, close - next - 1)))) at = close + 1;
    return;
  }
  const View rest = text.substr(next);
  for (View word : words_behind)
    if (rest == word || (rest.starts_with(word) && (rest[word.size()] == U' ' || openers.find(rest[word.size()]) != View::npos))) {
      at = next + word.size();
      return;
    }
}

bool skip_other_reckoning(View text, size_t& at, const Day& day, bool& agrees) {
  const size_t next = skip_spaces(text, at), close = close_of(text, next);
  if (close == View::npos) {
    const View rest = trim(text.substr(at));
    if (rest.size() > 1 && (rest.back() == U'歳' || rest.back() == U'才') && is_year_or_age(rest, day, agrees)) return at = text.size(), true;
    size_t other = std::min(text.find_first_not_of(U" /・", at), text.size());
    if (other == at || other == text.size() || !match_era(text.substr(other))) return false;
    const DayScan again = scan_day(text, other);
    if (again.problem || again.day != day) return false;
    at = other;
    return true;
  }
  const View inner = trim(text.substr(next + 1, close - next - 1));
  size_t i = 0;
  if (const DayScan other = scan_day(inner, i); !other.problem && i == inner.size()) agrees &= other.day == day;
  else if (!is_year_or_age(inner, day, agrees)) return false;
  at = close + 1;
  return true;
}

}  // namespace musubi::normalize
