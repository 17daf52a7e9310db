// Signed tokens of every algorithm, checked with the public half of the key.
#include "connectors/http/request/jwt.hpp"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>

#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

EVP_PKEY* key_for(const std::string& algorithm) {
  if (algorithm == "EdDSA") return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  if (algorithm == "ES256") return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
  if (algorithm == "ES384") return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384");
  if (algorithm == "ES512") return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-521");
  return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t{2048});
}

std::string pem_of(EVP_PKEY* key, const char* passphrase = nullptr) {
  BIO* bio = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(bio, key, passphrase ? EVP_aes_256_cbc() : nullptr, nullptr, 0, nullptr, const_cast<char*>(passphrase));
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string out(data, static_cast<size_t>(size));
  BIO_free(bio);
  return out;
}

std::string bytes_of(std::string url_base64) {
  std::ranges::replace(url_base64, '-', '+');
  std::ranges::replace(url_base64, '_', '/');
  url_base64.resize((url_base64.size() + 3) / 4 * 4, '=');
  return bytes_of_base64(url_base64);
}

std::string token(const std::string& algorithm, const std::string& pem, const char* passphrase = nullptr) {
  Authenticator::Jwt jwt;
  jwt.algorithm = Interpolated(algorithm);
  jwt.secret = Interpolated("{{ config.key }}");
  if (passphrase) jwt.passphrase = Interpolated(passphrase);
  jwt.headers.kind = jwt.payload.kind = Input::Kind::dict;
  const Json config = {{"key", pem}};
  Names names;
  names.set("config", Value::borrowed(config));
  const Clock clock = [] { return int64_t{1'769'850'487'000'000}; };
  return signed_jwt(jwt, {names, clock});
}

bool holds(const std::string& algorithm, EVP_PKEY* key, const std::string& token) {
  const size_t dot = token.rfind('.');
  const std::string text = token.substr(0, dot);
  std::string signature = bytes_of(token.substr(dot + 1));
  if (algorithm.starts_with("ES")) {
    const auto half = static_cast<int>(signature.size() / 2);
    auto raw = reinterpret_cast<const unsigned char*>(signature.data());
    ECDSA_SIG* both = ECDSA_SIG_new();
    ECDSA_SIG_set0(both, BN_bin2bn(raw, half, nullptr), BN_bin2bn(raw + half, half, nullptr));
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(both, &der);
    signature.assign(reinterpret_cast<char*>(der), static_cast<size_t>(size));
    OPENSSL_free(der);
    ECDSA_SIG_free(both);
  }
  const EVP_MD* digest = algorithm.ends_with("256") ? EVP_sha256() : algorithm.ends_with("384") ? EVP_sha384() : EVP_sha512();
  EVP_MD_CTX* check = EVP_MD_CTX_new();
  EVP_PKEY_CTX* how = nullptr;
  bool good = EVP_DigestVerifyInit(check, &how, algorithm == "EdDSA" ? nullptr : digest, nullptr, key) == 1;
  if (algorithm.starts_with("PS"))
    good = good && EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST) == 1;
  good = good && EVP_DigestVerify(check, reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                                  reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
  EVP_MD_CTX_free(check);
  return good;
}

TEST(Jwt, IsSignedByEveryAlgorithm) {
  for (const char* algorithm : {"RS256", "RS384", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}) {
    EVP_PKEY* key = key_for(algorithm);
    EXPECT_TRUE(holds(algorithm, key, token(algorithm, pem_of(key)))) << algorithm;
    EXPECT_TRUE(holds(algorithm, key, token(algorithm, pem_of(key, "open sesame"), "open sesame"))) << algorithm;
    EVP_PKEY_free(key);
  }
}

TEST(Jwt, SaysWhatIsWrongWithAKey) {
  EVP_PKEY* curve = key_for("ES256");
  EXPECT_THROW(token("RS256", pem_of(curve)), Trouble);
  EXPECT_THROW(token("ES384", pem_of(curve)), Trouble);
  EXPECT_THROW(token("ES256", pem_of(curve, "right"), "wrong"), Trouble);
  EXPECT_THROW(token("ES256", pem_of(curve, "right")), Trouble) << "nobody is asked for it";
  EXPECT_THROW(token("ES256K", pem_of(curve)), Trouble);
  EVP_PKEY_free(curve);
}

std::string token_by_secret(const std::string& secret, Authenticator::Jwt::Secret encoding) {
  Authenticator::Jwt jwt;
  jwt.algorithm = Interpolated("HS256");
  jwt.secret = Interpolated(secret);
  jwt.secret_encoding = encoding;
  jwt.headers.kind = jwt.payload.kind = Input::Kind::dict;
  const Clock clock = [] { return int64_t{1'769'850'487'000'000}; };
  return signed_jwt(jwt, {Names(), clock});
}

/// The secret of Ghost's Admin API is given in hex.
TEST(Jwt, TakesASecretThatIsGivenInHexOrBase64) {
  using Secret = Authenticator::Jwt::Secret;
  const std::string plain = token_by_secret("musubi!!", Secret::as_written);
  EXPECT_EQ(token_by_secret("6d75737562692121", Secret::hex), plain);
  EXPECT_EQ(token_by_secret("6D75737562692121", Secret::hex), plain);
  EXPECT_EQ(token_by_secret("bXVzdWJpISE=", Secret::base64), plain);
  EXPECT_NE(token_by_secret("6d75737562692121", Secret::as_written), plain);
  for (const char* wrong : {"", "6d7", "6d7g", "open sesame", "6d 5"}) EXPECT_THROW(token_by_secret(wrong, Secret::hex), Trouble) << wrong;
}

}  // namespace
}  // namespace musubi::http
