#include <gtest/gtest.h>

#include <set>

#include "core/serve/rate.hpp"
#include "core/serve/token.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

TEST(RateLimit, LetsABurstThroughAndThenTheRate) {
  RateLimit limit(10, 40);
  Time now{};
  int taken = 0;
  for (int i = 0; i < 1000; ++i) taken += limit.take("192.0.2.1", now + i * 1ms);
  EXPECT_GE(taken, 40);
  EXPECT_LE(taken, 51);  // the burst, and ten in the second that passed
  EXPECT_TRUE(limit.take("192.0.2.2", now + 1s)) << "another address has a bucket of its own";
  EXPECT_TRUE(limit.take("192.0.2.1", now + 3s)) << "who waits is let in again";
}

TEST(RateLimit, WhatIsSpentLaterIsMissedLater) {
  RateLimit limit(10, 2);
  Time now{};
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(limit.has("", now)) << "asking costs nothing";
  for (int i = 0; i < 4; ++i) limit.spend("", now);
  EXPECT_FALSE(limit.has("", now));
  EXPECT_FALSE(limit.has("", now + 250ms)) << "two more were let in at once than there were tokens";
  EXPECT_TRUE(limit.has("", now + 310ms));
}

TEST(RateLimit, ForgetsTheSilentAndNeverGrowsWithoutEnd) {
  RateLimit limit(10, 10);
  Time now{};
  for (int i = 0; i < 20'000; ++i) EXPECT_TRUE(limit.take(std::to_string(i), now));
  EXPECT_FALSE(limit.take("one more", now)) << "a flood of addresses is refused, not remembered";
  EXPECT_TRUE(limit.take("one more", now + 2s));
}

TEST(RateLimit, AClockThatGoesBackGivesNothing) {
  RateLimit limit(10, 1);
  Time now{1h};
  EXPECT_TRUE(limit.take("a", now));
  EXPECT_FALSE(limit.take("a", now - 1h));
}

TEST(Tokens, AreLongRandomAndKnownByTheirDigest) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    std::string token = new_token();
    EXPECT_EQ(token.size(), 47u);
    EXPECT_TRUE(token.starts_with("msb_"));
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos);
    seen.insert(token);
  }
  EXPECT_EQ(seen.size(), 100u);
  EXPECT_EQ(token_digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace musubi
