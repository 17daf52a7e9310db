#include "core/settings/key_pair.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(KeyPair, is_new_each_time_and_of_one_line) {
  const KeyPair one = new_key_pair(), other = new_key_pair();
  EXPECT_TRUE(one.private_pem.starts_with("-----BEGIN PRIVATE KEY-----\n")) << one.private_pem.substr(0, 30);
  EXPECT_TRUE(one.public_line.starts_with("MIIBojANBgkqhkiG9w0BAQEFAAOC")) << one.public_line;  // RSA of 3072 bits
  EXPECT_EQ(one.public_line.find_first_of("\n- "), std::string::npos);
  EXPECT_NE(one.public_line, other.public_line);
}

}  // namespace
}  // namespace musubi
