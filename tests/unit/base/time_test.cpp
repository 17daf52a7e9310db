// Instants: what parses, in which zone, and what is refused.
#include "core/base/time.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"

namespace musubi {
namespace {

std::string utc_of(std::string_view text, std::string_view zone = "Asia/Tokyo") {
  auto t = parse_time(text, zone);
  return t ? format_utc(*t) : "none";
}

TEST(TimeTest, Parses) {
  struct Case {
    const char *text, *zone, *utc;
  };
  const Case cases[] = {
      {"2026-01-31", "Asia/Tokyo", "2026-01-30T15:00:00Z"},
      {"2026-01-31", "UTC", "2026-01-31T00:00:00Z"},
      {"2026-01-31 09:00", "Asia/Tokyo", "2026-01-31T00:00:00Z"},
      {"2026-01-31T09:00:05", "Asia/Tokyo", "2026-01-31T00:00:05Z"},
      {"2026-01-31T09:00:00Z", "Asia/Tokyo", "2026-01-31T09:00:00Z"},
      {"2026-01-31T09:00:00.5+09:00", "UTC", "2026-01-31T00:00:00.500000Z"},
      {"2026-01-31T09:00:00,123456789+0900", "UTC", "2026-01-31T00:00:00.123456Z"},
      {"2026-01-31 09:00:00 +09", "UTC", "2026-01-31T00:00:00Z"},
      {"2026-01-31T00:00-05:30", "UTC", "2026-01-31T05:30:00Z"},
      {"2024-02-29", "UTC", "2024-02-29T00:00:00Z"},
      {"1868-10-23", "UTC", "1868-10-23T00:00:00Z"},
      {"2026-01-31T24:00", "UTC", "2026-02-01T00:00:00Z"},
      {"2026-03-29 01:30", "Europe/London",
       "2026-03-29T01:00:00Z"},  // skipped by summer time: the moment of the change
      {"2026-10-25 01:30", "Europe/London", "2026-10-25T00:30:00Z"},  // twice: the earlier one
  };
  for (const Case& c : cases) EXPECT_EQ(utc_of(c.text, c.zone), c.utc) << c.text << " in " << c.zone;
}

TEST(TimeTest, Refuses) {
  for (const char* text : {"",
                           "2026",
                           "2026-1-31",
                           "2026-02-29",
                           "2026-13-01",
                           "2026-01-00",
                           "2026/01/31",
                           "20260131",
                           "2026-01-31T",
                           "2026-01-31T9:00",
                           "2026-01-31T25:00",
                           "2026-01-31T10:60",
                           "2026-01-31T10:00:61",
                           "2026-01-31T10:00:00.",
                           "2026-01-31T10:00+15:00",
                           "2026-01-31T10:00+09:60",
                           "2026-01-31T10:00+",
                           "2026-01-31T10:00Zjunk",
                           "2026-01-31 10:00 JST",
                           " 2026-01-31",
                           "２０２６-01-31"})
    EXPECT_EQ(utc_of(text), "none") << text;
}

TEST(TimeTest, AnUnknownZoneIsAnError) {
  EXPECT_THROW(parse_time("2026-01-31", "Asia/Tokio"), Error);
  EXPECT_THROW(format_local(Time{}, ""), Error);
  EXPECT_NO_THROW(parse_time("2026-01-31T00:00Z", "Asia/Tokio"));  // the text has its own
  EXPECT_TRUE(is_zone("Asia/Tokyo"));
  EXPECT_FALSE(is_zone("Tokyo"));
}

TEST(TimeTest, Prints) {
  Time t = *parse_time("2026-01-30T15:04:05.000250Z", "UTC");
  EXPECT_EQ(format_utc(t), "2026-01-30T15:04:05.000250Z");
  EXPECT_EQ(format_local(t, "Asia/Tokyo"), "2026-01-31 00:04");
  EXPECT_EQ(format_utc(*parse_time("1969-12-31T23:59:59.5Z", "UTC")), "1969-12-31T23:59:59.500000Z");
}

TEST(TimeTest, ADayEndsInItsZone) {
  auto end_of = [](const char* text, const char* zone) {
    auto end = end_of_day(*parse_time(text, zone), zone);
    return end ? format_utc(*end) : "none";
  };
  EXPECT_EQ(end_of("2026-05-01", "Asia/Tokyo"), "2026-05-01T14:59:59.999999Z");
  EXPECT_EQ(end_of("2026-05-01T00:00:00.5", "Asia/Tokyo"), "none");
  EXPECT_EQ(end_of("2026-05-01T00:00:00Z", "Asia/Tokyo"), "none");
  EXPECT_EQ(end_of("2026-03-29", "Europe/Berlin"), "2026-03-29T21:59:59.999999Z") << "a day of 23 hours";
  EXPECT_THROW(end_of_day(Time{}, "Tokyo"), Error);
}

TEST(TimeTest, WhatIsPrintedReadsBack) {
  for (const char* text :
       {"2026-01-31T00:00:00Z", "1868-01-01T12:34:56.000001Z", "9999-12-31T23:59:59.999999Z"})
    EXPECT_EQ(utc_of(text), text);
}

}  // namespace
}  // namespace musubi
