#include "core/text/percent.hpp"

#include <gtest/gtest.h>

namespace musubi::text {
namespace {

TEST(Percent, KeepsBytesSoThatTheyCanBeHadBack) {
  EXPECT_EQ(percent_bytes("a %\t\r\n\x7F\xE5"), "a %25\t\r\n%7F%E5");
  EXPECT_EQ(percent_ill_formed("山 50%\xE5\xB1"), "山 50%25%E5%B1");
  EXPECT_EQ(percent_ill_formed(std::string_view("\0", 1)), "%00");
}

TEST(Percent, ReadsTheTextsOfJsonOneByOne) {
  EXPECT_EQ(percent_json("{\"\x8e\x52\":\"\xff 5%\",\"b\":\"山\"}", Encoding::cp932), "{\"山\":\"%FF 5%25\",\"b\":\"山\"}");
}

}  // namespace
}  // namespace musubi::text
