#include "core/sdk/consent.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

/// The code, or the id of the failure with its reason.
std::string told(std::string_view returned) {
  try {
    return code_in(returned, "s1");
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code, MU_AUTH);
    return failure.id + (failure.args.empty() ? "" : " " + failure.args[0].second);
  }
}

TEST(Consent, TheCodeOfWhatComesBack) {
  EXPECT_EQ(told("http://127.0.0.1:8087/callback?code=c%2F1&state=s1"), "c/1");
  EXPECT_EQ(told(" \n/callback?state=s1&code=c1\r\n"), "c1");
  EXPECT_EQ(told("https://shop.example/back#code=c1&state=s1"), "c1");
  EXPECT_EQ(told("c%2F1\n"), "c/1");
  EXPECT_EQ(told("M.C5+a%2Bb/=="), "M.C5+a+b/==");
  EXPECT_EQ(told("http://a/?code=c1&state=s2"), "login_of_another");
  EXPECT_EQ(told("http://a/?code=c1"), "login_of_another");
  EXPECT_EQ(told("http://a/?state=s1"), "login_no_code");
  EXPECT_EQ(told("http://a/callback"), "login_no_code");
  EXPECT_EQ(told(" "), "login_no_code");
  EXPECT_EQ(told("http://a/?state=s1&error=access_denied"), "login_denied access_denied");
  EXPECT_EQ(told("http://a/?state=s1&error=Sorry%20Mr%20Sato"), "login_denied error");
  EXPECT_EQ(code_in("/?auth=x&nonce=s1", "s1", "auth", "nonce"), "x");
}

}  // namespace
}  // namespace musubi
