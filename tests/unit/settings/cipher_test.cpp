#include "core/settings/cipher.hpp"

#include <gtest/gtest.h>

#include "core/text/hex.hpp"

namespace musubi {
namespace {

const std::string key(cipher_key_size, 'k'), nonce(cipher_nonce_size, 'n');

TEST(Cipher, OpensOnlyWithWhatItWasClosedWith) {
  for (const std::string& plain : {std::string(), std::string("渋谷 花子"), std::string(100'000, '\0')}) {
    std::string bytes = encrypted(key, nonce, "whose", plain);
    EXPECT_EQ(bytes.size(), plain.size() + cipher_tag_size);
    EXPECT_EQ(decrypted(key, nonce, "whose", bytes), plain);
    EXPECT_FALSE(decrypted(std::string(cipher_key_size, 'x'), nonce, "whose", bytes));
    EXPECT_FALSE(decrypted(key, std::string(cipher_nonce_size, 'x'), "whose", bytes));
    EXPECT_FALSE(decrypted(key, nonce, "another's", bytes));
    bytes.back() ^= 1;
    EXPECT_FALSE(decrypted(key, nonce, "whose", bytes));
  }
}

TEST(Cipher, RefusesWhatIsNoCipherText) {
  EXPECT_FALSE(decrypted(key, nonce, "", ""));
  EXPECT_FALSE(decrypted(key, nonce, "", std::string(cipher_tag_size - 1, 'x')));
  EXPECT_FALSE(decrypted("short", nonce, "", encrypted(key, nonce, "", "x")));
  EXPECT_FALSE(decrypted(key, "short", "", encrypted(key, nonce, "", "x")));
}

TEST(Cipher, AgreesWithThePublishedVectors) {
  std::string zeros(cipher_key_size, '\0');
  // NIST, “The Galois/Counter Mode of Operation”, test cases 13 and 14.
  EXPECT_EQ(text::hex(encrypted(zeros, std::string(12, '\0'), "", "")), "530f8afbc74536b9a963b4f1c4cb738b");
  EXPECT_EQ(text::hex(encrypted(zeros, std::string(12, '\0'), "", std::string(16, '\0'))),
            "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
  // RFC 4231, test case 2.
  EXPECT_EQ(text::hex(keyed_hash("Jefe", "what do ya want for nothing?")), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Cipher, NeverDrawsTheSameTwice) { EXPECT_NE(random_bytes(16), random_bytes(16)); }

}  // namespace
}  // namespace musubi
