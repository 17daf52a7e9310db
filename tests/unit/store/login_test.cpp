#include "core/store/login.hpp"

#include <gtest/gtest.h>

namespace musubi::store {
namespace {

TEST(Login, KeepsThePasswordOutOfTheAddress) {
  struct Case {
    const char *url, *part, *password;
  };
  for (const Case& c : {Case{"postgresql://musubi:s%20ecret@db.example/hub?sslmode=require", "host='db.example'", "s ecret"},
                        Case{"host=/run/x dbname='it\\'s' password=abc", "dbname='it\\'s'", "abc"}, Case{"postgresql:///hub", "dbname='hub'", ""}}) {
    Login login = login_of(c.url);
    EXPECT_EQ(login.password, c.password);
    EXPECT_NE(login.address.find(c.part), std::string::npos) << login.address;
    EXPECT_EQ(login.address.find("password"), std::string::npos) << login.address;
    EXPECT_TRUE(login.password.empty() || login.address.find(login.password) == std::string::npos) << login.address;
  }
}

}  // namespace
}  // namespace musubi::store
