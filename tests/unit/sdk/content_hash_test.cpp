#include "core/sdk/content_hash.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

// xxhash's own answer for nothing; states that name content by it must stay readable.
TEST(ContentHash, IsXxh3Of128BitsInHex) {
  EXPECT_EQ(content_hash(""), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(content_hash("渋屋"), in_hex(XXH3_128bits("渋屋", 6)));
  EXPECT_NE(content_hash("渋屋"), content_hash("渋谷"));
}

}  // namespace
}  // namespace musubi
