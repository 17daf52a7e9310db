// Calendars: zones, whole days, series, what is moved, and what cannot be read.
#include "connectors/file/calendar.hpp"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "connectors/file/calendar_time.hpp"

namespace musubi::test {
namespace {

using Json = nlohmann::ordered_json;

std::string calendar(const std::string& inside) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + inside + "END:VCALENDAR\r\n";
}
std::string event(const std::string& inside) {
  return "BEGIN:VEVENT\r\n" + inside + "END:VEVENT\r\n";
}
Json only(const std::string& text) {
  auto events = file::read_calendar(text, {"2026-12-31", {"example.jp"}});
  EXPECT_EQ(events.size(), 1u);
  return events.empty() ? Json() : Json::parse(events[0].json);
}

TEST(Calendar, AnEventWithItsPeople) {
  Json got = only(calendar("X-WR-CALNAME:営業部\r\n" +
                           event("UID:a@example.jp\r\nDTSTART;TZID=Asia/"
                                 "Tokyo:20260105T100000\r\nDTEND;TZID=Asia/Tokyo:20260105T113000\r\n"
                                 "SUMMARY:渋屋商事\\, 訪問\r\nDESCRIPTION:一行目\\n二\r\n "
                                 "行目\r\nLOCATION:東京\r\nSTATUS:CONFIRMED\r\nCATEGORIES:訪問,商談\r\n"
                                 "ORGANIZER;CN=\"鈴木 次郎\":mailto:jiro@example.jp\r\nATTENDEE;CN=渋屋 "
                                 "一郎;PARTSTAT=ACCEPTED:MAILTO:ichiro@example.com\r\n")));
  EXPECT_EQ(got["DTSTART"], "2026-01-05T01:00:00Z");
  EXPECT_EQ(got["DTEND"], "2026-01-05T02:30:00Z");
  EXPECT_EQ(got["SUMMARY"], "渋屋商事, 訪問");
  EXPECT_EQ(got["DESCRIPTION"], "一行目\n二行目");
  EXPECT_EQ(got["STATUS"], "CONFIRMED");
  EXPECT_EQ(got["CATEGORIES"], Json({"訪問", "商談"}));
  EXPECT_EQ(got["calendar"], "営業部");
  EXPECT_EQ(
      got["people"].dump(),
      R"([{"role":"organizer","side":"own","name":"鈴木 次郎","email":"jiro@example.jp"},)"
      R"({"role":"attendee","side":"other","name":"渋屋 一郎","email":"ichiro@example.com","status":"ACCEPTED"}])");
}

TEST(Calendar, TimesSayWhatIsKnown) {
  EXPECT_EQ(
      only(calendar(event("UID:a\r\nDTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260107\r\n")))["DTEND"],
      "2026-01-07");
  EXPECT_EQ(only(calendar(event("UID:a\r\nDTSTART:20260105T100000\r\nDURATION:PT45M\r\n")))["DTEND"],
            "2026-01-05T10:45:00");
  EXPECT_EQ(only(calendar(event("UID:a\r\nDTSTART:20260105T100000Z\r\n")))["DTSTART"],
            "2026-01-05T10:00:00Z");
}

// A weekly visit under Outlook's name of the zone, one week left out, one moved.
TEST(Calendar, ASeriesIsItsOccurrences) {
  std::ifstream in(std::string(getenv("MUSUBI_SOURCE")) + "/tests/fuzz/corpus/calendar/visits.ics");
  std::stringstream text;
  text << in.rdbuf();
  std::string got;
  for (const auto& one : file::read_calendar(text.str(), {"2026-01-31", {"example.jp"}}))
    got += one.key + " " + Json::parse(one.json)["DTSTART"].get<std::string>() + "\n";
  EXPECT_EQ(got,
            "visit-1@example.jp#20260105T010000Z 2026-01-05T01:00:00Z\n"
            "visit-1@example.jp#20260126T010000Z 2026-01-26T01:00:00Z\n"
            "visit-1@example.jp#20260119T010000Z 2026-01-20T05:00:00Z\n");
}

TEST(Calendar, ASeriesEndsWithTheFileAndHasBounds) {
  std::string daily = calendar(event("UID:d\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\n"));
  auto until = file::read_calendar(daily, {"2026-01-03T12:00:00Z", {"example.jp"}});
  ASSERT_EQ(until.size(), 3u);
  EXPECT_EQ(until[2].key, "d#20260103");
  auto bounded = file::read_calendar(daily, {"2036-12-31", {"example.jp"}});
  ASSERT_EQ(bounded.size(), 2000u);
  EXPECT_EQ(bounded.back().key, "d#20361231") << "the latest of them";
  std::string weekdays = calendar(event("UID:w\r\nDTSTART;VALUE=DATE:20180101\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n"));
  EXPECT_EQ(file::read_calendar(weekdays, {"2026-11-27", {}}).back().key, "w#20261127");
  std::string seconds = calendar(event("UID:s\r\nDTSTART:20180101T000000Z\r\nRRULE:FREQ=SECONDLY\r\n"));
  EXPECT_EQ(file::read_calendar(seconds, {"2026-11-27", {}}).size(), 2000u);
}

TEST(Calendar, TheLastDayOfASeriesIsOneOfItsZone) {
  auto count = [](const char* start, const char* until) {
    return file::read_calendar(calendar(event(std::string("UID:m\r\nDTSTART") + start + "\r\nRRULE:FREQ=DAILY\r\n")), {until, {}}).size();
  };
  EXPECT_EQ(count(";TZID=Asia/Tokyo:20260101T070000", "2026-01-03T22:30:00Z"), 4u) << "7:30 of the 4th in Japan";
  EXPECT_EQ(count(";TZID=Asia/Tokyo:20260101T070000", "2026-01-03T14:30:00Z"), 3u);
  EXPECT_EQ(count(";TZID=America/Los_Angeles:20260101T070000", "2026-01-04T06:00:00Z"), 3u);
  EXPECT_EQ(count(":20260101T070000Z", "2026-01-03T22:30:00Z"), 3u);
  EXPECT_EQ(count(";TZID=Asia/Tokyo:20260101T070000", "2026-01-03T22:30:00"), 3u) << "a date in the file's name is one of the place";
}

/// The keys that a rule gives when it is followed from its beginning, however long that takes.
std::vector<std::string> followed(const std::string& start, const std::string& rule, const std::string& until) {
  std::vector<std::string> out;
  icalrecur_iterator* at = icalrecur_iterator_new(icalrecurrencetype_from_string(rule.c_str()), icaltime_from_string(start.c_str()));
  for (icaltimetype next = icalrecur_iterator_next(at); !icaltime_is_null_time(next) && file::day_of(next) <= until; next = icalrecur_iterator_next(at))
    out.push_back("s#" + file::stamp_of_time(next));
  icalrecur_iterator_free(at);
  if (out.size() > 2000) out.erase(out.begin(), out.end() - 2000);
  return out;
}

TEST(Calendar, WhereverASeriesIsEnteredItsLatestOccurrencesAreThoseOfItsRule) {
  struct Case {
    const char *start, *rule;
  };
  const Case cases[] = {{"19900101", "FREQ=DAILY"},
                        {"19900103T091500", "FREQ=DAILY;INTERVAL=3;BYHOUR=9,15"},
                        {"19900103T091500", "FREQ=DAILY;BYMONTH=2;BYDAY=MO"},
                        {"19900131T091500", "FREQ=MONTHLY;INTERVAL=5"},
                        {"19880229T091500Z", "FREQ=YEARLY"},
                        {"19880229T091500Z", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"},
                        {"19900103T091500Z", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU"},
                        {"19900103T091500Z", "FREQ=HOURLY;INTERVAL=5"},
                        {"20240103T091507Z", "FREQ=HOURLY;INTERVAL=7;BYDAY=SA"},
                        {"20200103T091500Z", "FREQ=MINUTELY;INTERVAL=13"},
                        {"20261028T235959Z", "FREQ=SECONDLY;INTERVAL=7"},
                        {"20261101T000000Z", "FREQ=SECONDLY;BYSECOND=0,30;BYHOUR=9"},
                        {"20261101T000000Z", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0,20,40"},
                        {"20200101T000000Z", "FREQ=DAILY;UNTIL=20210101T000000Z"},
                        {"20200101T000000Z", "FREQ=DAILY;UNTIL=99991231T000000Z"},
                        {"19900101T000000Z", "FREQ=DAILY;COUNT=12000"},
                        {"20270101T000000Z", "FREQ=DAILY"}};
  for (const auto& [start, rule] : cases) {
    std::vector<std::string> keys;
    for (const auto& one : file::read_calendar(calendar(event(std::string("UID:s\r\nDTSTART:") + start + "\r\nRRULE:" + rule + "\r\n")), {"2026-11-30", {}})) keys.push_back(one.key);
    EXPECT_EQ(keys, followed(start, rule, "2026-11-30")) << start << " " << rule;
  }
}

TEST(Calendar, WhatIsLeftOutOfASeriesIsSaid) {
  auto cut = [](const std::string& start, const std::string& rule, std::string* last = nullptr) {
    std::string out;
    auto events = file::read_calendar(calendar(event("UID:a\r\nDTSTART:20260101T000000Z\r\n") + event("UID:s\r\nDTSTART:" + start + "\r\nRRULE:" + rule + "\r\n")),
                                      {"2026-11-30", {}, [&](int64_t number, bool unfinished) { out += std::to_string(number) + (unfinished ? " unfinished" : " earlier"); }});
    if (last) *last = events.back().key;
    return out;
  };
  std::string last;
  EXPECT_EQ(cut("20260101T000000Z", "FREQ=DAILY"), "");
  EXPECT_EQ(cut("19900101T000000Z", "FREQ=DAILY"), "2 earlier");
  EXPECT_EQ(cut("19000101T000000Z", "FREQ=SECONDLY;UNTIL=99991231T000000Z", &last), "2 earlier");
  EXPECT_EQ(last, "s#20261130T235959Z");
  EXPECT_EQ(cut("20261101T000000Z", "FREQ=SECONDLY;COUNT=1000000"), "2 unfinished");
  EXPECT_EQ(cut("20261101T000000Z", "FREQ=SECONDLY;COUNT=1000"), "");
  EXPECT_EQ(cut("20261101T000000Z", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", &last), "2 unfinished") << "no second of any year is one";
  EXPECT_EQ(last, "s#20261101T000000Z");
  EXPECT_EQ(cut("20261101T000000Z", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"), "2 unfinished");
}

TEST(Calendar, WhatCannotBeReadIsHeld) {
  auto events = file::read_calendar("BEGIN:VCALENDAR\r\n" + event("UID:a\r\nDTSTART:20260105T100000Z\r\n") +
                                        event("UID:b\r\nDTSTART:gestern\r\n") +
                                        "BEGIN:VEVENT\r\nUID:c\r\nDTSTART:20260106T100000Z\r\nSUMMARY:切れ",
                                    {"2026-12-31", {}});
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0].key, "a");
  EXPECT_EQ(events[1].problem, "event_without_start");
  EXPECT_EQ(events[1].raw, "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:gestern\r\nEND:VEVENT");
  EXPECT_EQ(events[2].problem, "event_cut_off");
  EXPECT_EQ(events[2].number, 3);
  EXPECT_TRUE(file::read_calendar("no calendar", {"2026-12-31", {"example.jp"}}).empty());
}

}  // namespace
}  // namespace musubi::test
