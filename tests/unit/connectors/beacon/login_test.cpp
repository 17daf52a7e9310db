#include "connectors/beacon/login.hpp"

#include <gtest/gtest.h>

namespace musubi::beacon {
namespace {

using std::chrono::seconds;

// HMAC-SHA256 of "1700000000.M-0001" with the key "login-secret-51".
constexpr const char* good = "4b04f8f6f543868f62cb4ba7cbe459c17a0f9be56c21f033b1facf7ac524cb4b";

std::string fault(std::string member, int64_t time, std::string signature, int64_t now, std::vector<std::string> secrets = {"login-secret-52", "login-secret-51"}) {
  Event login;
  login.kind = Kind::login;
  login.member = std::move(member);
  login.time = time;
  login.signature = std::move(signature);
  const char* id = check_login(login, secrets, seconds(3600), std::chrono::system_clock::time_point(seconds(now)));
  return id ? id : "";
}

TEST(Login, IsGoodWhereTheShopHasSignedItALittleWhileAgo) {
  constexpr int64_t then = 1'700'000'000;
  EXPECT_EQ(fault("M-0001", then, good, then), "");
  EXPECT_EQ(fault("M-0001", then, good, then + 3600), "");
  EXPECT_EQ(fault("M-0001", then, good, then - 3600), "") << "a clock that is behind";
  EXPECT_EQ(fault("M-0001", then, good, then + 3601), "other_time");
  EXPECT_EQ(fault("M-0001", then, good, then - 3601), "other_time");
  EXPECT_EQ(fault("M-0002", then, good, then), "wrong_signature") << "another member";
  EXPECT_EQ(fault("M-0001", then + 1, good, then), "wrong_signature") << "another time";
  EXPECT_EQ(fault("M-0001", then, std::string(good).substr(1), then), "wrong_signature");
  EXPECT_EQ(fault("M-0001", then, good, then, {"login-secret-52"}), "wrong_signature");
  EXPECT_EQ(fault("M-0001", then, good, then, {}), "no_secrets");
  EXPECT_EQ(fault("M-0001", INT64_MIN, good, then), "wrong_signature");
}

}  // namespace
}  // namespace musubi::beacon
