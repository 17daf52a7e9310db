#include "core/normalize/day_words.hpp"

#include <algorithm>
#include <iterator>

namespace musubi::normalize {
namespace {

constexpr View months[] = {U"january", U"february", U"march",     U"april",   U"may",      U"june",
                           U"july",    U"august",   U"september", U"october", U"november", U"december"};
constexpr View weekdays[] = {U"sunday", U"monday", U"tuesday", U"wednesday", U"thursday", U"friday", U"saturday"};
constexpr View holidays[] = {U"振替休日", U"国民の休日", U"祝日", U"休日", U"振休", U"祝", U"休"};
constexpr View kanji_days = U"日月火水木金土";

/// The Latin word at `at`, in lower case.
Chars latin_word(View text, size_t at) {
  Chars out;
  while (at < text.size() && is_latin(text[at])) out += lower(text[at++]);
  return out;
}

/// Which of the names `word` is, whole or in its first three letters (four, as in Sept and Thurs, where they are longer); -1 for none.
template <size_t N>
int named(const View (&names)[N], View word) {
  if (word.size() < 3) return -1;
  for (size_t i = 0; i < N; ++i)
    if (names[i] == word || (word.size() <= 5 && names[i].starts_with(word) && (word.size() == 3 || names[i].size() > 6))) return int(i);
  return -1;
}

/// 火, 火曜, 火曜日, Tue, Tuesday at the beginning of `rest`, which is cut.
std::optional<int> cut_weekday(View& rest) {
  if (rest.empty()) return std::nullopt;
  if (const size_t day = kanji_days.find(rest.front()); day != View::npos) {
    rest.remove_prefix(1);
    if (rest.starts_with(U"曜")) rest.remove_prefix(rest.starts_with(U"曜日") ? 2 : 1);
    return int(day);
  }
  const Chars word = latin_word(rest, 0);
  const int day = named(weekdays, word);
  if (day < 0) return std::nullopt;
  rest.remove_prefix(word.size());
  if (rest.starts_with(U".")) rest.remove_prefix(1);
  return day;
}

/// The word for a holiday at the beginning of `text`; "" if there is none.
View holiday_at(View text) {
  const auto word = std::find_if(std::begin(holidays), std::end(holidays), [&](View one) { return text.starts_with(one); });
  return word == std::end(holidays) ? View() : *word;
}

/// The whole of what stands between brackets: weekdays and marks of holidays.
std::optional<WeekdayMark> bracketed(View inner) {
  WeekdayMark out;
  View rest = trim(inner, U" ・/,、");
  if (rest.empty()) return std::nullopt;
  while (!rest.empty()) {
    if (const View holiday = holiday_at(rest); !holiday.empty()) {
      rest.remove_prefix(holiday.size());
    } else {
      const auto day = out.day ? std::nullopt : cut_weekday(rest);
      if (!day) return std::nullopt;
      out.day = day;
    }
    rest = trim(rest, U" ・/,、");
  }
  return out;
}

}  // namespace

int take_month_name(View text, size_t& at) {
  const Chars word = latin_word(text, at);
  const int month = named(months, word);
  if (month < 0) return 0;
  at += word.size();
  if (at < text.size() && text[at] == U'.') ++at;
  return month + 1;
}

std::optional<WeekdayMark> take_weekday(View text, size_t& at) {
  constexpr View openers = U"([【〔", closers = U")]】〕";
  const size_t kind = at < text.size() ? openers.find(text[at]) : View::npos;
  if (kind != View::npos) {
    const size_t end = text.find(closers[kind], at);
    if (end == View::npos) return std::nullopt;
    const auto out = bracketed(text.substr(at + 1, end - at - 1));
    if (out) at = end + 1;
    return out;
  }
  View rest = text.substr(at);
  const auto day = cut_weekday(rest);
  if (!day) return std::nullopt;
  const bool lone = text.size() - rest.size() == at + 1;
  const bool ends = rest.empty() || rest.front() == U' ' || (rest.front() == U'・' && !holiday_at(rest.substr(1)).empty());
  if (lone && !ends) return std::nullopt;
  at = text.size() - rest.size();
  return WeekdayMark{day};
}

void skip_holiday(View text, size_t& at) {
  const size_t begin = std::min(text.find_first_not_of(U" ・,、/", at), text.size());
  const View word = holiday_at(text.substr(begin));
  const View behind = text.substr(begin + word.size());
  if (!word.empty() && (behind.empty() || View(U" ([").find(behind.front()) != View::npos)) at = begin + word.size();
}

int weekday_of(const Day& d) {
  constexpr int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  int y = d.year - (d.month < 3);
  return (y + y / 4 - y / 100 + y / 400 + shift[d.month - 1] + d.day) % 7;
}

}  // namespace musubi::normalize
