#include "connectors/beacon/script.hpp"

#include <gtest/gtest.h>

namespace musubi::beacon {
namespace {

TEST(Script, IsAtMostTwoKilobytes) {
  Settings settings;
  EXPECT_LE(script(settings).size(), 2048u);
  settings.cookie = settings.field = std::string(40, 'x');
  settings.cookie_days = 400;
  EXPECT_LE(script(settings).size(), 2048u);
}

TEST(Script, BearsTheNamesOfTheSettings) {
  Settings settings;
  settings.cookie = "shop_v";
  settings.field = "shop_field";
  settings.cookie_days = 30;
  std::string text = script(settings);
  EXPECT_NE(text.find("C='shop_v'"), text.npos);
  EXPECT_NE(text.find("F='shop_field'"), text.npos);
  EXPECT_NE(text.find("2592000"), text.npos);
  EXPECT_NE(text.find(".size>8192"), text.npos) << "no beacon is larger than is taken";
  EXPECT_EQ(text.find('%'), text.npos) << "a place is left unfilled";
}

}  // namespace
}  // namespace musubi::beacon
