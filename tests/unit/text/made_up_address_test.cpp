#include "core/text/made_up_address.hpp"

#include <gtest/gtest.h>

namespace musubi::text {
namespace {

TEST(MadeUpAddress, IsOneThatOnlyFillsAField) {
  for (const char* address : {"test@example.com", "sample2@mail.example.net", "xxx@example.org", "dummy@b.test", "hanako@b.invalid", "root@localhost"}) EXPECT_TRUE(is_made_up_address(address)) << address;
  for (const char* address : {"test@example.jp", "hanako@example.com", "a@example.com", "k12@example.net", "test@myexample.com", "test@example.com.jp", "test@test.jp", "test@contest", "example.com", ""}) EXPECT_FALSE(is_made_up_address(address)) << address;
}

}  // namespace
}  // namespace musubi::text
