#include "core/text/hex.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace musubi::text {
namespace {

TEST(Hex, WritesTwoDigitsAByte) {
  EXPECT_EQ(hex(std::string_view("\0\x7f\xff" "A", 4)), "007fff41");
  EXPECT_EQ(hex(std::array<uint8_t, 2>{0x0a, 0xb0}), "0ab0");
  EXPECT_EQ(hex(""), "");
}

TEST(Hex, ReadsBothCases) {
  EXPECT_EQ(unhex("8cAA"), "\x8c\xaa");
  EXPECT_EQ(unhex(""), "");
  for (const char* bad : {"8", "8ca", "8g", "g8", "8 ", "@a", "`a"}) EXPECT_FALSE(unhex(bad)) << bad;
}

TEST(Hex, GivesBackEveryByte) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += char(byte);
  EXPECT_EQ(unhex(hex(all)), all);
}

}  // namespace
}  // namespace musubi::text
