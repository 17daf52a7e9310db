#include "core/text/reserved_hosts.hpp"

#include <gtest/gtest.h>

namespace musubi::text {
namespace {

TEST(ReservedHosts, AreThoseOfExamples) {
  for (const char* address : {"test@example.com", "a@mail.example.net", "a@example.org", "a@b.test", "a@b.invalid", "root@localhost"}) EXPECT_TRUE(is_reserved_address(address)) << address;
  for (const char* address : {"a@example.jp", "a@aozora.example", "a@myexample.com", "a@example.com.jp", "a@test.jp", "test@contest", ""}) EXPECT_FALSE(is_reserved_address(address)) << address;
}

}  // namespace
}  // namespace musubi::text
