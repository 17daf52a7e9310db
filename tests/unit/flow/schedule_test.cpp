#include "core/flow/schedule.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

struct Case {
  const char* schedule;
  const char* zone;
  const char* after;  // UTC
  const char* next;   // UTC, several parted by blanks: one after the other
};

constexpr const char* tokyo = "Asia/Tokyo";
constexpr const char* berlin = "Europe/Berlin";  // 2026: forward on 29 March 01:00Z, back on 25 October 01:00Z

const Case cases[] = {
    // words
    {"毎日 06:00", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T21:00:00Z 2026-02-01T21:00:00Z"},
    {"毎日６：００", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T21:00:00Z"},
    {"毎日 6時半", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T21:30:00Z"},
    {"毎日 午後3時15分", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T06:15:00Z"},
    {"毎日 6:00、12:30", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T03:30:00Z 2026-01-31T21:00:00Z"},
    {"毎時", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T01:00:00Z 2026-01-31T02:00:00Z"},
    {"毎時 15分", tokyo, "2026-01-31T00:20:00Z", "2026-01-31T01:15:00Z"},
    {"15分ごと", tokyo, "2026-01-31T00:00:01Z", "2026-01-31T00:15:00Z 2026-01-31T00:30:00Z"},
    {"15 分毎", tokyo, "2026-01-31T00:14:59Z", "2026-01-31T00:15:00Z"},
    {"2時間おき", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T01:00:00Z 2026-01-31T03:00:00Z"},
    {"平日 9:00", tokyo, "2026-01-30T01:00:00Z", "2026-02-02T00:00:00Z"},  // a Friday, after nine
    {"土日 10:00", tokyo, "2026-01-30T01:00:00Z", "2026-01-31T01:00:00Z 2026-02-01T01:00:00Z 2026-02-07T01:00:00Z"},
    {"毎週月・木 9:00", tokyo, "2026-01-30T01:00:00Z", "2026-02-02T00:00:00Z 2026-02-05T00:00:00Z"},
    {"毎週月曜日 9:00", tokyo, "2026-01-30T01:00:00Z", "2026-02-02T00:00:00Z"},
    {"毎月1日 6:00", tokyo, "2026-01-30T01:00:00Z", "2026-01-31T21:00:00Z 2026-02-28T21:00:00Z"},
    {"毎月31日 6:00", tokyo, "2026-01-31T00:00:00Z", "2026-03-30T21:00:00Z"},
    {"毎月末 18:00", tokyo, "2026-02-01T00:00:00Z", "2026-02-28T09:00:00Z 2026-03-31T09:00:00Z"},
    {"hourly", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T01:00:00Z"},
    {"every hour at :15", tokyo, "2026-01-31T00:20:00Z", "2026-01-31T01:15:00Z"},
    {"every 15 minutes", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T00:15:00Z"},
    {"Every 2 hours", "UTC", "2026-01-31T01:00:00Z", "2026-01-31T02:00:00Z"},
    {"daily 06:00", "UTC", "2026-01-31T00:00:00Z", "2026-01-31T06:00:00Z"},
    {"daily at 6am, 3:30 pm", "UTC", "2026-01-31T06:00:00Z", "2026-01-31T15:30:00Z 2026-02-01T06:00:00Z"},
    {"daily 12am", "UTC", "2026-01-31T06:00:00Z", "2026-02-01T00:00:00Z"},
    {"weekdays 9:00", "UTC", "2026-01-30T10:00:00Z", "2026-02-02T09:00:00Z"},
    {"every monday at 9:00", "UTC", "2026-01-30T10:00:00Z", "2026-02-02T09:00:00Z"},
    {"every mon, thu 9:00", "UTC", "2026-02-02T10:00:00Z", "2026-02-05T09:00:00Z"},
    {"monthly 1 6:00", "UTC", "2026-01-30T10:00:00Z", "2026-02-01T06:00:00Z"},
    {"month end 18:00", "UTC", "2028-02-01T00:00:00Z", "2028-02-29T18:00:00Z"},
    // cron
    {"0 6 * * *", tokyo, "2026-01-31T00:00:00Z", "2026-01-31T21:00:00Z"},
    {"*/15 * * * *", tokyo, "2026-01-31T00:46:00Z", "2026-01-31T01:00:00Z"},
    {"5/20 * * * *", "UTC", "2026-01-31T00:00:00Z", "2026-01-31T00:05:00Z 2026-01-31T00:25:00Z 2026-01-31T00:45:00Z 2026-01-31T01:05:00Z"},
    {"30 9-18/3 * * MON-FRI", "UTC", "2026-01-30T19:00:00Z", "2026-02-02T09:30:00Z 2026-02-02T12:30:00Z"},
    {"0 0 13 * 5", "UTC", "2026-02-01T00:00:00Z", "2026-02-06T00:00:00Z 2026-02-13T00:00:00Z 2026-02-20T00:00:00Z"},
    {"0 0 13 feb 7", "UTC", "2026-02-13T00:00:00Z", "2026-02-15T00:00:00Z"},
    {"0 0 29 2 *", "UTC", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z 2032-02-29T00:00:00Z"},
    {"@daily", "UTC", "2026-01-31T00:00:00Z", "2026-02-01T00:00:00Z"},
    {"０ ６ ＊ ＊ ＊", "UTC", "2026-01-31T00:00:00Z", "2026-01-31T06:00:00Z"},
    // clocks set forward: 02:30 does not exist and is run at 03:00 local; intervals go on
    {"0 6 * * *", berlin, "2026-03-28T06:00:00Z", "2026-03-29T04:00:00Z 2026-03-30T04:00:00Z"},
    {"30 2 * * *", berlin, "2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z 2026-03-30T00:30:00Z"},
    {"*/30 * * * *", berlin, "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z 2026-03-29T01:30:00Z"},
    {"毎時", berlin, "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z 2026-03-29T02:00:00Z"},
    // clocks set back: 02:30 comes twice and is run once; intervals go on
    {"30 2 * * *", berlin, "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z 2026-10-26T01:30:00Z"},
    {"30 2 * * *", berlin, "2026-10-25T00:45:00Z", "2026-10-26T01:30:00Z"},
    {"*/30 * * * *", berlin, "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z 2026-10-25T01:30:00Z 2026-10-25T02:00:00Z"},
};

TEST(Schedule, TellsTheNextTime) {
  for (const Case& c : cases) {
    Schedule schedule = Schedule::parse(c.schedule, c.zone);
    Time at = parse_time(c.after, "UTC").value();
    std::string got;
    for (size_t i = 0; i < std::string_view(c.next).size() + 1; i += 21) {
      at = schedule.next(at);
      got += (got.empty() ? "" : " ") + format_utc(at);
    }
    EXPECT_EQ(got, c.next) << c.schedule << " " << c.zone << " after " << c.after;
  }
}

struct Refused {
  const char *schedule, *nearest;
};
const Refused refused[] = {
    {"毎日", "毎日 06:00"},           {"毎日 25:00", "毎日 06:00"},     {"まいにち 6:00", "毎日 06:00"},         {"0 25 * * *", "0 6 * * *"},
    {"0 6 * *", "0 6 * * *"},         {"60 6 * * *", "0 6 * * *"},      {"0 0 30 2 *", "0 6 * * *"},             {"0分ごと", "15分ごと"},
    {"every minutes 15", "every 15 minutes"}, {"every 0 minutes", "every 15 minutes"}, {"dayly 06:00", "daily 06:00"}, {"毎週 9:00", "毎週月 9:00"},
    {"平日", "平日 9:00"},            {"毎月32日 6:00", "毎月1日 6:00"}, {"", "毎日 06:00"},                      {"every mooday 9:00", "every monday 9:00"},
    {"*/0 * * * *", "0 6 * * *"},     {"5-1 * * * *", "0 6 * * *"},     {"daily 13pm", "daily 06:00"},           {"毎日 6", "毎日 06:00"},
};

TEST(Schedule, RefusesWithTheNearestRightForm) {
  for (const Refused& r : refused) {
    try {
      Schedule::parse(r.schedule, "Asia/Tokyo");
      ADD_FAILURE() << r.schedule;
    } catch (const Error& e) {
      EXPECT_EQ(e.message().id, "flow.bad_schedule");
      EXPECT_EQ(e.message().args[1].second, r.nearest) << r.schedule;
    }
  }
}

}  // namespace
}  // namespace musubi
