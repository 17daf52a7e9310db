#include "core/sdk/key.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(Key, ComesApartAsItWasJoined) {
  const std::vector<std::vector<std::string_view>> cases = {
      {"a"}, {"a|b\\"}, {"a", "b"}, {"A|1", "2"}, {"", ""}, {"\\", "|", "\\|"}, {"髙|", "﨑", ""}};
  for (const auto& parts : cases) {
    std::vector<std::string> apart = key_parts(joined_key(parts), parts.size());
    EXPECT_EQ(apart, std::vector<std::string>(parts.begin(), parts.end())) << joined_key(parts);
  }
  EXPECT_EQ(key_parts("a|b|c", 2).size(), 3u) << "what was never joined of so many";
  EXPECT_EQ(key_parts("a\\", 2), (std::vector<std::string>{"a\\"}));
}

}  // namespace
}  // namespace musubi
