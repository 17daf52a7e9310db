#include "core/serve/token.hpp"

#include <openssl/evp.h>

#include "core/settings/cipher.hpp"
#include "core/text/hex.hpp"

namespace musubi {

std::string new_token() {
  constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out = "msb_";
  for (char byte : random_bytes(43)) out += letters[byte & 63];
  return out;
}

std::string token_digest(std::string_view token) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  EVP_Digest(token.data(), token.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, EVP_sha256(), nullptr);
  return text::hex(digest.substr(0, size));
}

}  // namespace musubi
