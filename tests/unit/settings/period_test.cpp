// Lengths of time as settings write them.
#include "core/settings/period.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(Period, IsReadInBothLanguages) {
  const struct {
    const char* text;
    int months, days;
  } cases[] = {{"3 years", 36, 0}, {"1 year", 12, 0}, {"3年", 36, 0}, {"３ 年間", 36, 0}, {"6 months", 6, 0}, {"6か月", 6, 0}, {"6ヶ月", 6, 0}, {"90 days", 0, 90}, {"90日", 0, 90}, {"2週間", 0, 14}};
  for (const auto& c : cases) {
    auto period = read_period(c.text);
    ASSERT_TRUE(period) << c.text;
    EXPECT_EQ(std::pair(period->months, period->days), std::pair(c.months, c.days)) << c.text;
  }
  for (const char* bad : {"", "3", "years", "0 days", "-1 days", "forever", "3 yearss", "99999999999 days", "2000 years"}) EXPECT_FALSE(read_period(bad)) << bad;
}

TEST(Period, GoesBackByTheCalendar) {
  const struct {
    const char *now, *period, *then;
  } cases[] = {{"2026-03-31T10:00:00Z", "1 month", "2026-02-28T10:00:00Z"},
               {"2024-02-29T00:00:00Z", "1 year", "2023-02-28T00:00:00Z"},
               {"2026-03-01T10:00:00Z", "90 days", "2025-12-01T10:00:00Z"}};
  for (const auto& c : cases) EXPECT_EQ(format_utc(before(*parse_time(c.now, "UTC"), *read_period(c.period))), c.then);
}

}  // namespace
}  // namespace musubi
