#include "core/serve/token.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>

#include "core/base/error.hpp"

namespace musubi {

std::string new_token() {
  constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::array<unsigned char, 43> bytes{};
  if (RAND_bytes(bytes.data(), int(bytes.size())) != 1) throw Error("serve.no_random");
  std::string out = "msb_";
  for (unsigned char b : bytes) out += letters[b & 63];
  return out;
}

std::string token_digest(std::string_view token) {
  constexpr char hex[] = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(token.data(), token.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string out;
  for (unsigned i = 0; i < size; ++i) {
    out += hex[digest[i] >> 4];
    out += hex[digest[i] & 15];
  }
  return out;
}

}  // namespace musubi
