#include "core/sdk/hex.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(Hex, HighHalfFirst) {
  EXPECT_EQ(in_hex(0x99aa06d3014798d8, 0x6001c324468d497f), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(in_hex(0, 1), "00000000000000000000000000000001");
}

}  // namespace
}  // namespace musubi
