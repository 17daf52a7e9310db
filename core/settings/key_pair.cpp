#include "core/settings/key_pair.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

#include "core/base/error.hpp"

namespace musubi {
namespace {

constexpr unsigned key_bits = 3072;

std::string written(BIO* out) {
  char* bytes = nullptr;
  auto size = BIO_get_mem_data(out, &bytes);
  return {bytes, static_cast<size_t>(size)};
}

/// PEM without its first and last line, and without line ends.
std::string one_line(const std::string& pem) {
  size_t begin = pem.find('\n'), end = pem.rfind("\n-----");
  std::string out = pem.substr(begin, end - begin);
  std::erase(out, '\n');
  return out;
}

}  // namespace

KeyPair new_key_pair() {
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_RSA_gen(key_bits), EVP_PKEY_free);
  std::unique_ptr<BIO, decltype(&BIO_free)> secret(BIO_new(BIO_s_mem()), BIO_free), open(BIO_new(BIO_s_mem()), BIO_free);
  if (!key || PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 || PEM_write_bio_PUBKEY(open.get(), key.get()) != 1)
    throw Error("settings.no_random");
  return {written(secret.get()), one_line(written(open.get()))};
}

}  // namespace musubi
