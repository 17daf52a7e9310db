#include "connectors/beacon/login.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "core/text/hex.hpp"

namespace musubi::beacon {
namespace {

std::string signature_of(const std::string& secret, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), int(secret.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(), &size);
  return text::hex({reinterpret_cast<const char*>(bytes.data()), size});
}

}  // namespace

const char* check_login(const Event& login, const std::vector<std::string>& secrets, std::chrono::seconds tolerance, std::chrono::system_clock::time_point now) {
  if (secrets.empty()) return "no_secrets";
  const std::string text = std::to_string(login.time) + "." + login.member;
  bool fits = false;
  for (const std::string& secret : secrets) {
    std::string expected = signature_of(secret, text);
    fits |= expected.size() == login.signature.size() && CRYPTO_memcmp(expected.data(), login.signature.data(), expected.size()) == 0;
  }
  if (!fits) return "wrong_signature";
  int64_t here = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count(), apart = here > login.time ? here - login.time : login.time - here;
  return apart > tolerance.count() ? "other_time" : nullptr;
}

}  // namespace musubi::beacon
