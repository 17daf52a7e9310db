#include "connectors/http/request/jwt.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <charconv>
#include <memory>
#include <set>

#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

std::string url_base64(std::string_view bytes) {
  std::string out = base64_of(bytes);
  while (out.ends_with('=')) out.pop_back();
  for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return out;
}

const EVP_MD* digest_of(const std::string& algorithm) {
  if (algorithm.ends_with("256") || algorithm == "ES256K") return EVP_sha256();
  if (algorithm.ends_with("384")) return EVP_sha384();
  return EVP_sha512();
}

std::string bytes_of_hex(std::string_view text) {
  std::string out;
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    unsigned char byte = 0;
    const auto [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, byte, 16);
    if (error != std::errc() || end != text.data() + i + 2) break;
    out += static_cast<char>(byte);
  }
  if (text.empty() || 2 * out.size() != text.size()) trouble("the secret_key is not in hex, as secret_key_encoding says");
  return out;
}

std::string secret_of(const Authenticator::Jwt& jwt, const Scope& scope) {
  using Secret = Authenticator::Jwt::Secret;
  std::string key = jwt.secret.text(scope);
  if (jwt.secret_encoding == Secret::hex) key = bytes_of_hex(key);
  if (jwt.secret_encoding == Secret::base64) key = bytes_of_base64(key);
  return jwt.secret_is_base64 && !jwt.passphrase ? base64_of(key) : key;
}

std::string by_secret(const std::string& algorithm, const std::string& key, const std::string& text) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(digest_of(algorithm), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), out, &size);
  return std::string(reinterpret_cast<char*>(out), size);
}

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Key private_key(const std::string& pem, const std::string& passphrase) {
  std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  // Without a passphrase of its own OpenSSL would ask for one on the terminal.
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, const_cast<char*>(passphrase.c_str())), EVP_PKEY_free);
  if (!key) trouble(passphrase.empty() ? "the secret_key is no private key in PEM" : "the secret_key cannot be opened with the passphrase");
  return key;
}

bool fits(const std::string& algorithm, EVP_PKEY* key) {
  const int kind = EVP_PKEY_base_id(key);
  if (algorithm == "EdDSA") return kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448;
  if (!algorithm.starts_with("ES")) return kind == EVP_PKEY_RSA;
  const int bits = algorithm.starts_with("ES256") ? 256 : algorithm == "ES384" ? 384 : 521;
  char curve[32] = "";
  EVP_PKEY_get_group_name(key, curve, sizeof curve, nullptr);
  const bool is_koblitz = std::string_view(curve) == "secp256k1";
  return kind == EVP_PKEY_EC && EVP_PKEY_bits(key) == bits && is_koblitz == (algorithm == "ES256K");
}

/// A signature of ECDSA as JWS wants it (RFC 7518): its two numbers, each as long as the curve.
std::string flat(const std::string& der, size_t length) {
  auto bytes = reinterpret_cast<const unsigned char*>(der.data());
  std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> read(d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size())),
                                                             ECDSA_SIG_free);
  std::string out(2 * length, '\0');
  auto put = [&](const BIGNUM* number, size_t at) {
    return BN_bn2binpad(number, reinterpret_cast<unsigned char*>(out.data() + at), static_cast<int>(length)) > 0;
  };
  if (!read || !put(ECDSA_SIG_get0_r(read.get()), 0) || !put(ECDSA_SIG_get0_s(read.get()), length))
    trouble("the token cannot be signed with this secret_key");
  return out;
}

std::string by_private_key(const std::string& algorithm, EVP_PKEY* key, const std::string& text) {
  if (!fits(algorithm, key)) trouble("the secret_key is of another kind than the algorithm wants");
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> sign(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_PKEY_CTX* how = nullptr;
  size_t size = 0;
  auto bytes = reinterpret_cast<const unsigned char*>(text.data());
  bool good = EVP_DigestSignInit(sign.get(), &how, algorithm == "EdDSA" ? nullptr : digest_of(algorithm), nullptr, key) == 1;
  if (good && algorithm.starts_with("PS"))
    good = EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST) == 1;
  good = good && EVP_DigestSign(sign.get(), nullptr, &size, bytes, text.size()) == 1;
  std::string out(size, '\0');
  good = good && EVP_DigestSign(sign.get(), reinterpret_cast<unsigned char*>(out.data()), &size, bytes, text.size()) == 1;
  if (!good) trouble("the token cannot be signed with this secret_key");
  out.resize(size);
  return algorithm.starts_with("ES") ? flat(out, static_cast<size_t>(EVP_PKEY_bits(key) + 7) / 8) : out;
}

}  // namespace

std::string signed_jwt(const Authenticator::Jwt& jwt, const Scope& scope) {
  const std::string algorithm = jwt.algorithm.text(scope), key = secret_of(jwt, scope);
  static const std::set<std::string> known = {"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256",
                                              "PS384", "PS512", "ES256", "ES256K", "ES384", "ES512", "EdDSA"};
  if (!known.contains(algorithm)) trouble("the algorithm " + algorithm + " is not supported");
  int64_t now = scope.clock() / 1'000'000;
  Json headers = Json::object(), payload = Json::object();
  headers["typ"] = "JWT";
  headers["alg"] = algorithm;
  payload["iat"] = now;
  payload["exp"] = now + jwt.duration;
  payload["nbf"] = now;
  headers.update(jwt.headers.value(scope));
  payload.update(jwt.payload.value(scope));
  std::string text = url_base64(headers.dump()) + "." + url_base64(payload.dump());
  if (algorithm.starts_with("HS")) return text + "." + url_base64(by_secret(algorithm, key, text));
  const Key own = private_key(key, jwt.passphrase ? jwt.passphrase->text(scope) : "");
  return text + "." + url_base64(by_private_key(algorithm, own.get(), text));
}

}  // namespace musubi::http
