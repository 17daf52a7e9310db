#include "connectors/webhook/stamp.hpp"

#include <gtest/gtest.h>

namespace musubi::webhook {
namespace {

TEST(Stamp, IsANumberOrRfc3339) {
  const std::pair<const char*, int64_t> cases[] = {
      {"1700000000", 1700000000},
      {"1700000000123", 1700000000},
      {"0", 0},
      {"2023-11-14T22:13:20Z", 1700000000},
      {"2023-11-15t07:13:20.123456+09:00", 1700000000},
      {"2023-11-14 17:43:20-04:30", 1700000000},
      {"1970-01-01T00:00:00z", 0},
  };
  for (const auto& [text, time] : cases) {
    auto read = stamp_seconds(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->count(), time) << text;
  }
}

TEST(Stamp, IsNothingElse) {
  for (const char* text : {"", "-1", "12x", "99999999999999999999", "2023-11-14", "2023-11-14T22:13:20", "2023-11-14T22:13:20Z ", "2023-02-30T00:00:00Z", "2023-13-01T00:00:00Z",
                           "2023-11-14T24:00:00Z", "2023-11-14T22:60:00Z", "2023-11-14T22:13:20.Z", "2023-11-14T22:13:20+0900", "2023-11-14T22:13:20+09", "2023-11-14T22:13:20+09:00Z", "2023/11/14T22:13:20Z"})
    EXPECT_FALSE(stamp_seconds(text)) << text;
}

}  // namespace
}  // namespace musubi::webhook
