#include "core/normalize/calendar.hpp"

#include <algorithm>
#include <array>

namespace musubi::normalize {
namespace {

constexpr std::array<Era, 5> eras = {{
    {U"明治", U"明", U'M', {1868, 1, 25}, {1912, 7, 30}},
    {U"大正", U"大", U'T', {1912, 7, 30}, {1926, 12, 25}},
    {U"昭和", U"昭", U'S', {1926, 12, 25}, {1989, 1, 7}},
    {U"平成", U"平", U'H', {1989, 1, 8}, {2019, 4, 30}},
    {U"令和", U"令", U'R', {2019, 5, 1}, {9999, 12, 31}},
}};

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

void append_padded(std::string& out, int value, int width) {
  std::string digits = std::to_string(value);
  out.append(size_t(width) - std::min(size_t(width), digits.size()), '0').append(digits);
}

}  // namespace

bool exists(const Day& d) {
  return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
         d.day <= days_in(d.year, d.month);
}

std::string iso(const Day& d) {
  std::string out;
  append_padded(out, d.year, 4);
  out += '-';
  append_padded(out, d.month, 2);
  out += '-';
  append_padded(out, d.day, 2);
  return out;
}

Day day_after(const Day& d) {
  for (const Day& next : {Day{d.year, d.month, d.day + 1}, Day{d.year, d.month + 1, 1}, Day{d.year + 1, 1, 1}})
    if (exists(next)) return next;
  return d;
}

Day from_excel(int64_t n) {
  // civil date from a day count, with years that begin in March
  int64_t z = n - 25569 + 719468;
  int64_t cycle = z / 146097;
  int64_t of_cycle = z - cycle * 146097;
  int64_t year_of = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / 146096) / 365;
  int64_t of_year = of_cycle - (365 * year_of + year_of / 4 - year_of / 100);
  int64_t shifted = (5 * of_year + 2) / 153;
  int day = int(of_year - (153 * shifted + 2) / 5 + 1);
  int month = int(shifted < 10 ? shifted + 3 : shifted - 9);
  return {int(year_of + cycle * 400 + (month <= 2)), month, day};
}

std::optional<EraMatch> match_era(View text) {
  for (const Era& era : eras)
    if (text.starts_with(era.name)) return EraMatch{&era, era.name.size()};
  constexpr std::array<View, 5> romaji = {U"meiji", U"taisho", U"showa", U"heisei", U"reiwa"};
  for (size_t i = 0; i < eras.size(); ++i) {
    const View head = text.substr(0, romaji[i].size());
    if (std::equal(head.begin(), head.end(), romaji[i].begin(), romaji[i].end(), [](char32_t a, char32_t b) { return lower(a) == b; })) return EraMatch{&eras[i], romaji[i].size()};
  }
  for (const Era& era : eras)
    if (!text.empty() && (text[0] == era.short_name[0] || upper(text[0]) == era.letter))
      return EraMatch{&era, 1};
  return std::nullopt;
}

const Era* era_numbered(int n) {
  return n >= 1 && n <= int(eras.size()) ? &eras[size_t(n - 1)] : nullptr;
}

}  // namespace musubi::normalize
