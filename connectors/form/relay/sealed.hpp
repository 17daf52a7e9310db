// A post as the relay's page (relay.php) keeps it: sealed with the public key of a pair, opened with the private one. Pure.
//
//   sealed      "MSB1" fingerprint size wrapped nonce tag text
//   fingerprint 8 bytes: the beginning of SHA-256 of the public key (SubjectPublicKeyInfo)
//   size        2 bytes, the high one first: of `wrapped`, the key of `text` under RSA-OAEP (SHA-1, MGF1)
//   nonce, tag  12 and 16 bytes of AES-256-GCM; "MSB1" and the post's id are authenticated with the text
//   text        {"v": 1, "id", "received_at", "type", "body"}; type (Content-Type) and body are in base64
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

typedef struct evp_pkey_st EVP_PKEY;

namespace musubi::form {

/// The private half of the pair. Any thread.
class PrivateKey {
 public:
  /// Throws Failure MU_CONFIG "bad_private_key" where `pem` is not a private key of RSA without a passphrase.
  explicit PrivateKey(std::string_view pem);
  std::string_view fingerprint() const { return fingerprint_; }
  /// nullopt where `wrapped` is not what the public half made. Cost: one RSA operation, about a millisecond.
  std::optional<std::string> unwrapped(std::string_view wrapped) const;

 private:
  std::shared_ptr<EVP_PKEY> key_;
  std::string fingerprint_;
};

/// What was posted.
struct Opened {
  std::string received_at;  // ISO 8601, by the relay's clock
  std::string type, body;   // Content-Type and bytes as they were posted
  std::string_view problem;  // "" = none, "other_key": sealed for another pair; "damaged_post": cut off, changed, or another post's
};

/// `id` is what the relay calls the post; one under the name of another is damaged.
Opened opened(const PrivateKey& key, std::string_view id, std::string_view sealed);

/// Base64 with its padding, and its bytes; nullopt for anything else.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace musubi::form
