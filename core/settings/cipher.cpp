#include "core/settings/cipher.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <memory>

#include "core/base/error.hpp"

namespace musubi {
namespace {

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Cipher begun(const std::string& key, const std::string& nonce, std::string_view associated, bool sealing) {
  Cipher out(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int written = 0;
  EVP_CipherInit_ex(out.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce), sealing);
  if (!associated.empty()) EVP_CipherUpdate(out.get(), nullptr, &written, raw(associated), int(associated.size()));
  return out;
}

}  // namespace

std::string random_bytes(size_t size) {
  std::string out(size, '\0');
  if (RAND_bytes(raw(out), int(size)) != 1) throw Error("settings.no_random");
  return out;
}

std::string keyed_hash(std::string_view key, std::string_view text) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned length = 0;
  HMAC(EVP_sha256(), key.data(), int(key.size()), raw(text), text.size(), raw(out), &length);
  out.resize(length);
  return out;
}

std::string encrypted(const std::string& key, const std::string& nonce, std::string_view associated, std::string_view plain) {
  Cipher cipher = begun(key, nonce, associated, true);
  std::string out(plain.size() + cipher_tag_size, '\0');
  int written = 0;
  EVP_CipherUpdate(cipher.get(), raw(out), &written, raw(plain), int(plain.size()));
  EVP_CipherFinal_ex(cipher.get(), raw(out) + written, &written);
  EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, cipher_tag_size, raw(out) + plain.size());
  return out;
}

std::optional<std::string> decrypted(const std::string& key, const std::string& nonce, std::string_view associated, std::string_view bytes) {
  if (key.size() != cipher_key_size || nonce.size() != cipher_nonce_size || bytes.size() < cipher_tag_size) return {};
  Cipher cipher = begun(key, nonce, associated, false);
  std::string tag(bytes.substr(bytes.size() - cipher_tag_size));
  bytes.remove_suffix(cipher_tag_size);
  std::string out(bytes.size(), '\0');
  int written = 0;
  EVP_CipherUpdate(cipher.get(), raw(out), &written, raw(bytes), int(bytes.size()));
  EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, cipher_tag_size, raw(tag));
  if (EVP_CipherFinal_ex(cipher.get(), raw(out) + written, &written) != 1) return {};
  return out;
}

}  // namespace musubi
