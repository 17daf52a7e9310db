#include "connectors/beacon/event.hpp"

#include <gtest/gtest.h>

#include <random>

namespace musubi::beacon {
namespace {

constexpr const char* agents_of_people[] = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1 Line/14.16.0",
    "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 10; CUBOT_X18_Plus) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"};
constexpr const char* agents_of_robots[] = {"",
                                            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                                            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36",
                                            "curl/8.5.0",
                                            "python-requests/2.31",
                                            "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 Mobile Safari/537.36 (compatible; AdsBot-Google-Mobile)",
                                            "Mozilla/5.0 (compatible; bingbot/2.0) BingPreview/1.0b",
                                            "facebookexternalhit/1.1",
                                            "Chrome-Lighthouse",
                                            "Baiduspider"};

TEST(Event, RobotsAreKnownByTheirNames) {
  for (const char* agent : agents_of_people) EXPECT_FALSE(is_robot(agent)) << agent;
  for (const char* agent : agents_of_robots) EXPECT_TRUE(is_robot(agent)) << agent;
}

TEST(Event, KeepsWhatThePageSaysWithoutConsentAndNonce) {
  Event e = read_event(R"({"visitor":"0123456789abcdef0123456789abcdef","consent":true,"id":"fedcba9876543210","event":"cart","page":"https://a.example/","title":"茶","data":{"id":"T-1","price":1080}})");
  ASSERT_EQ(e.problem, nullptr);
  EXPECT_EQ(e.kind, Kind::event);
  EXPECT_EQ(e.id, "fedcba9876543210");
  EXPECT_EQ(e.json, R"({"visitor":"0123456789abcdef0123456789abcdef","event":"cart","page":"https://a.example/","title":"茶","data":{"id":"T-1","price":1080}})");
}

TEST(Event, WhatIsTooLongIsCutAtACharacterAndTheEventKept) {
  std::string title, cut;
  for (int i = 0; i < 600; ++i) title += "茶";
  for (int i = 0; i < 500; ++i) cut += "茶";
  Event e = read_event(R"({"visitor":"0123456789abcdef0123456789abcdef","consent":true,"id":"fedcba9876543210","event":"cart","title":")" + title +
                       R"(","data":{"id":"T-1","items":[{"id":"T-2"}],"memo":")" + title + R"("}})");
  ASSERT_EQ(e.problem, nullptr);
  EXPECT_EQ(e.json, R"({"visitor":"0123456789abcdef0123456789abcdef","event":"cart","title":")" + cut + R"(","data":{"id":"T-1","memo":")" + cut +
                        R"("},"shortened":["title","data.items","data.memo"]})");
}

TEST(Event, ALoginsTimeIsANumberOrItsDigits) {
  auto time_in = [](const std::string& time) {
    Event e = read_event(R"({"visitor":"0123456789abcdef0123456789abcdef","consent":true,"id":"fedcba9876543210","event":"login","member":"M-1","time":)" + time + R"(,"signature":"00"})");
    return e.problem ? std::string(e.problem) : std::to_string(e.time);
  };
  for (const char* good : {"1700000000", "\"1700000000\""}) EXPECT_EQ(time_in(good), "1700000000") << good;
  for (const char* bad : {"\"\"", "\"-1700000000\"", "\"17e8\"", "\"1700000000.5\"", "\"99999999999999999999\"", "1.7", "null", "0", "-1"}) EXPECT_EQ(time_in(bad), "unsigned_login") << bad;
}

/// Whatever bytes come, there is a refusal or an event.
TEST(Event, SurvivesAnyBytes) {
  const std::string whole = R"({"visitor":"0123456789abcdef0123456789abcdef","consent":true,"id":"fedcba9876543210","event":"login","member":"M-1","time":1700000000,"signature":"00"})";
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = whole;
    for (int k = 0; k < 3; ++k) text[random() % text.size()] = char(random());
    Event e = read_event(std::string_view(text).substr(0, i % 2 ? text.size() : random() % text.size()));
    EXPECT_TRUE(e.problem || (e.visitor.size() == 32 && !e.id.empty()));
  }
}

}  // namespace
}  // namespace musubi::beacon
