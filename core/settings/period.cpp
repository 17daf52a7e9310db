#include "core/settings/period.hpp"

#include <charconv>

#include "core/text/fold.hpp"

namespace musubi {
namespace {

struct Unit {
  std::string_view word;
  int months, days;
};
constexpr Unit units[] = {{"years", 12, 0}, {"year", 12, 0}, {"年間", 12, 0}, {"年", 12, 0},   {"months", 1, 0}, {"month", 1, 0}, {"か月", 1, 0}, {"ヶ月", 1, 0},
                          {"ヵ月", 1, 0},   {"カ月", 1, 0},  {"ケ月", 1, 0},  {"weeks", 0, 7}, {"week", 0, 7},   {"週間", 0, 7},  {"days", 0, 1}, {"day", 0, 1},
                          {"日間", 0, 1},   {"日", 0, 1}};

}  // namespace

std::optional<Period> read_period(std::string_view text) {
  std::string plain = text::squeeze_spaces(text::nfkc(text));
  int count = 0;
  auto [rest, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), count);
  if (fault != std::errc() || count < 1) return {};
  std::string_view word(rest, size_t(plain.data() + plain.size() - rest));
  while (word.starts_with(' ')) word.remove_prefix(1);
  for (const Unit& u : units)
    if (word == u.word && count <= (u.months ? 12'000 / u.months : 365'000 / u.days)) return Period{u.months * count, u.days * count};
  return {};
}

Time before(Time now, const Period& period) {
  auto day = std::chrono::floor<std::chrono::days>(now);
  std::chrono::year_month_day date(day);
  date -= std::chrono::months(period.months);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return std::chrono::sys_days(date) - std::chrono::days(period.days) + (now - day);
}

}  // namespace musubi
