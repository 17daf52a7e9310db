#include "core/pull/scrub.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(Scrubber, LeavesNoRestOfALongerSecret) {
  Scrubber s;
  s.add("abc");
  s.add("abcdef");
  s.add("");
  EXPECT_EQ(s.clean("x abcdef y abc z"), "x *** y *** z");
}

TEST(Scrubber, KnowsTheFormsInWhichSecretsTravel) {
  Scrubber s;
  s.add("pa ss/\"1");
  EXPECT_EQ(s.clean("pa ss/\"1"), "***");
  EXPECT_EQ(s.clean("?key=pa%20ss%2F%221&x"), "?key=***&x");
  EXPECT_EQ(s.clean("?key=pa%20ss%2f%221&x"), "?key=***&x");
  EXPECT_EQ(s.clean(R"({"key":"pa ss/\"1"})"), R"({"key":"***"})");
}

TEST(Scrubber, KnowsTheLinesOfASecretAndItsAsciiForm) {
  Scrubber s;
  s.add("-----BEGIN KEY-----\nMIIEvQIBADAN\nAbCd\n-----END KEY-----\n");
  s.add("合言葉");
  EXPECT_EQ(s.clean("line MIIEvQIBADAN, then AbCd"), "line ***, then AbCd");
  EXPECT_EQ(s.clean(R"("-----BEGIN KEY-----\nMIIEvQIBADAN\nAbCd\n-----END KEY-----\n")"), R"("***")");
  EXPECT_EQ(s.clean(R"("\u5408\u8a00\u8449")"), R"("***")");
}

TEST(Scrubber, FindsASecretInBasicAuthentication) {
  Scrubber s;
  s.add("open-sesame");
  EXPECT_EQ(s.clean("b3Blbi1zZXNhbWU="), "***U=");                              // open-sesame
  EXPECT_EQ(s.clean("YTpvcGVuLXNlc2FtZQ=="), "YTp***Q==");                      // a:open-sesame
  EXPECT_EQ(s.clean("YWI6b3Blbi1zZXNhbWU="), "YWI6***U=");                      // ab:open-sesame
  EXPECT_EQ(s.clean("YWJjOm9wZW4tc2VzYW1l").find("9wZW4"), std::string::npos);  // abc:open-sesame
}

}  // namespace
}  // namespace musubi
