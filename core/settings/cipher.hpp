// What keeps secrets secret, from OpenSSL: random bytes, keyed hashes, AES-256-GCM. Any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace musubi {

inline constexpr size_t cipher_key_size = 32, cipher_nonce_size = 12, cipher_tag_size = 16;

/// Fit for keys. Throws Error "settings.no_random".
std::string random_bytes(size_t size);

/// HMAC-SHA256: 32 bytes.
std::string keyed_hash(std::string_view key, std::string_view text);

/// The encrypted bytes and the tag behind them. A nonce must never serve twice with the same key. `associated` is not
/// written, but what opens it must bring the same.
std::string encrypted(const std::string& key, const std::string& nonce, std::string_view associated, std::string_view plain);

/// nullopt where key, nonce, associated bytes or the text itself are not those that were encrypted.
std::optional<std::string> decrypted(const std::string& key, const std::string& nonce, std::string_view associated, std::string_view bytes);

}  // namespace musubi
