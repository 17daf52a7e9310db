#include "connectors/form/relay/sealed.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include <array>
#include <nlohmann/json.hpp>

#include "core/sdk/connector.hpp"

namespace musubi::form {
namespace {

constexpr std::string_view mark = "MSB1";
constexpr size_t fingerprint_size = 8, nonce_size = 12, tag_size = 16, key_size = 32;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// Takes `size` bytes off the front; false where there are fewer.
bool take(std::string_view& in, size_t size, std::string_view& out) {
  if (in.size() < size) return false;
  out = in.substr(0, size);
  in.remove_prefix(size);
  return true;
}

std::string fingerprint_of(EVP_PKEY* key) {
  unsigned char* der = nullptr;
  int size = i2d_PUBKEY(key, &der);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  if (size > 0) SHA256(der, static_cast<size_t>(size), digest.data());
  OPENSSL_free(der);
  return {reinterpret_cast<const char*>(digest.data()), fingerprint_size};
}

struct Parts {
  std::string_view fingerprint, wrapped, nonce, tag, text;
};

bool take_apart(std::string_view sealed, Parts& out) {
  std::string_view head, size;
  if (!take(sealed, mark.size(), head) || head != mark || !take(sealed, fingerprint_size, out.fingerprint) || !take(sealed, 2, size)) return false;
  size_t wrapped = bytes(size)[0] * size_t{256} + bytes(size)[1];
  if (!take(sealed, wrapped, out.wrapped) || !take(sealed, nonce_size, out.nonce) || !take(sealed, tag_size, out.tag)) return false;
  out.text = sealed;
  return true;
}

std::optional<std::string> deciphered(const std::string& key, const Parts& parts, const std::string& associated) {
  std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  std::string out(parts.text.size(), '\0'), tag(parts.tag);
  int size = 0, rest = 0;
  bool good = key.size() == key_size && EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes(key), bytes(parts.nonce)) == 1 &&
              EVP_DecryptUpdate(context.get(), nullptr, &size, bytes(associated), static_cast<int>(associated.size())) == 1 &&
              EVP_DecryptUpdate(context.get(), bytes(out), &size, bytes(parts.text), static_cast<int>(parts.text.size())) == 1 &&
              EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
              EVP_DecryptFinal_ex(context.get(), bytes(out) + size, &rest) == 1;
  ERR_clear_error();
  if (!good) return std::nullopt;
  return out;
}

/// A member that is base64; nullopt where it is not there or is none.
std::optional<std::string> member(const nlohmann::json& in, const char* name) {
  auto at = in.find(name);
  return at != in.end() && at->is_string() ? from_base64(at->get_ref<const std::string&>()) : std::nullopt;
}

Opened unfit(std::string_view problem) {
  Opened out;
  out.problem = problem;
  return out;
}

}  // namespace

PrivateKey::PrivateKey(std::string_view pem) {
  std::unique_ptr<BIO, decltype(&BIO_free)> in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  auto no_passphrase = [](char*, int, int, void*) { return 0; };
  key_.reset(PEM_read_bio_PrivateKey(in.get(), nullptr, no_passphrase, nullptr), EVP_PKEY_free);
  ERR_clear_error();
  if (!key_ || EVP_PKEY_base_id(key_.get()) != EVP_PKEY_RSA) throw Failure(MU_CONFIG, "bad_private_key");
  fingerprint_ = fingerprint_of(key_.get());
}

std::optional<std::string> PrivateKey::unwrapped(std::string_view wrapped) const {
  std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(key_.get(), nullptr), EVP_PKEY_CTX_free);
  std::string out(static_cast<size_t>(EVP_PKEY_size(key_.get())), '\0');
  size_t size = out.size();
  bool good = EVP_PKEY_decrypt_init(context.get()) == 1 && EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
              EVP_PKEY_decrypt(context.get(), bytes(out), &size, bytes(wrapped), wrapped.size()) == 1;
  ERR_clear_error();
  if (!good) return std::nullopt;
  out.resize(size);
  return out;
}

Opened opened(const PrivateKey& key, std::string_view id, std::string_view sealed) {
  Parts parts;
  if (!take_apart(sealed, parts)) return unfit("damaged_post");
  if (parts.fingerprint != key.fingerprint()) return unfit("other_key");
  std::optional<std::string> secret = key.unwrapped(parts.wrapped);
  std::optional<std::string> text = secret ? deciphered(*secret, parts, std::string(mark) + std::string(id)) : std::nullopt;
  nlohmann::json content = nlohmann::json::parse(text.value_or(""), nullptr, false);
  if (!content.is_object() || !content.contains("v") || content["v"] != 1) return unfit("damaged_post");
  std::optional<std::string> type = member(content, "type"), body = member(content, "body");
  auto received = content.find("received_at");
  if (!type || !body || received == content.end() || !received->is_string()) return unfit("damaged_post");
  return {received->get<std::string>(), std::move(*type), std::move(*body), {}};
}

std::string to_base64(std::string_view in) {
  std::string out((in.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL writes a NUL behind it
  out.resize(static_cast<size_t>(EVP_EncodeBlock(bytes(out), bytes(in), static_cast<int>(in.size()))));
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  int size = EVP_DecodeBlock(bytes(out), bytes(text), static_cast<int>(text.size()));
  if (size < 0 || text.find_first_of(" \t\r\n-") != text.npos) return std::nullopt;
  size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  out.resize(static_cast<size_t>(size) - padding);
  return out;
}

}  // namespace musubi::form
