#include "connectors/http/request/jwt.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include <memory>

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
  if (algorithm.ends_with("256")) return EVP_sha256();
  if (algorithm.ends_with("384")) return EVP_sha384();
  return EVP_sha512();
}

std::string by_secret(const std::string& algorithm, const std::string& key, const std::string& text) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(digest_of(algorithm), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), out, &size);
  return std::string(reinterpret_cast<char*>(out), size);
}

std::string by_private_key(const std::string& algorithm, const std::string& pem, const std::string& text) {
  std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                BIO_free);
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  if (!key) trouble("the secret_key is no private key in PEM");
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> sign(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  size_t size = 0;
  auto bytes = reinterpret_cast<const unsigned char*>(text.data());
  bool good = EVP_DigestSignInit(sign.get(), nullptr, digest_of(algorithm), nullptr, key.get()) == 1 &&
              EVP_DigestSign(sign.get(), nullptr, &size, bytes, text.size()) == 1;
  std::string out(size, '\0');
  good = good && EVP_DigestSign(sign.get(), reinterpret_cast<unsigned char*>(out.data()), &size, bytes,
                                text.size()) == 1;
  if (!good) trouble("the token cannot be signed with this secret_key");
  out.resize(size);
  return out;
}

}  // namespace

std::string signed_jwt(const Authenticator::Jwt& jwt, const Scope& scope) {
  std::string algorithm = jwt.algorithm.text(scope), key = jwt.secret.text(scope);
  if (jwt.secret_is_base64) key = base64_of(key);
  bool secret = algorithm == "HS256" || algorithm == "HS384" || algorithm == "HS512";
  if (!secret && algorithm != "RS256" && algorithm != "RS384" && algorithm != "RS512")
    trouble("the algorithm " + algorithm + " is not supported");
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
  return text + "." +
         url_base64(secret ? by_secret(algorithm, key, text) : by_private_key(algorithm, key, text));
}

}  // namespace musubi::http
