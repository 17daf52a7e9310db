#include "connectors/webhook/signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <optional>

#include "connectors/webhook/stamp.hpp"
#include "core/sdk/form_text.hpp"
#include "core/text/hex.hpp"

namespace musubi::webhook {
namespace {

constexpr size_t most_signatures = 16;

const EVP_MD* digest_of(Algorithm algorithm) {
  return algorithm == Algorithm::sha1     ? EVP_sha1()
         : algorithm == Algorithm::sha512 ? EVP_sha512()
                                          : EVP_sha256();
}

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<size_t>(size));
  return out;
}

std::string signature_of(const Signature& scheme, const std::string& secret, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  HMAC(digest_of(scheme.algorithm), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(), &size);
  std::string_view digest(reinterpret_cast<const char*>(bytes.data()), size);
  return scheme.encoding == Encoding::hex ? text::hex(digest) : base64(digest);
}

/// The values of `name` in a list a=…,b=…
std::vector<std::string_view> elements(std::string_view header, std::string_view name) {
  std::vector<std::string_view> out;
  while (!header.empty() && out.size() < most_signatures) {
    size_t end = std::min(header.find(','), header.size());
    std::string_view one = sdk::trimmed(header.substr(0, end));
    size_t equals = one.find('=');
    if (equals != one.npos && sdk::trimmed(one.substr(0, equals)) == name)
      out.push_back(one.substr(equals + 1));
    header.remove_prefix(std::min(end + 1, header.size()));
  }
  return out;
}

std::vector<std::string_view> shown_signatures(const Signature& scheme, const Request& request) {
  std::string_view header = sdk::trimmed(request.header(scheme.header));
  std::vector<std::string_view> all = scheme.element.empty() ? std::vector{header}
                                                             : elements(header, scheme.element),
                                out;
  for (std::string_view one : all)
    if (one.size() > scheme.prefix.size() && one.starts_with(scheme.prefix))
      out.push_back(one.substr(scheme.prefix.size()));
  return out;
}

/// `take(literal)` and `put(name)` by turns over a template; false where a brace is not closed.
template <class Take, class Put>
bool each_piece(std::string_view pattern, Take take, Put put) {
  for (size_t at = 0; at < pattern.size();) {
    size_t open = std::min(pattern.find('{', at), pattern.size());
    take(pattern.substr(at, open - at));
    if (open == pattern.size()) return true;
    size_t close = pattern.find('}', open);
    if (close == pattern.npos) return false;
    put(pattern.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return true;
}

std::string signed_text(const Check& check, const Request& request) {
  std::string out;
  each_piece(
      check.signature.signed_text, [&](std::string_view literal) { out += literal; },
      [&](std::string_view name) {
        if (name == "body") out += request.body;
        if (name == "timestamp") out += shown_time(check.signature, request);
        if (name == "endpoint") out += check.endpoint;
        if (name.starts_with("header:")) out += request.header(name.substr(7));
      });
  return out;
}

bool same_signature(const Signature& scheme, std::string_view expected, std::string_view shown) {
  if (scheme.encoding == Encoding::base64) return same_secret(expected, shown);
  std::string lowered(shown);
  for (char& c : lowered) c = sdk::lower(c);
  return same_secret(expected, lowered);
}

bool any_fits(const Check& check, const Request& request, const std::vector<std::string_view>& shown) {
  const std::string text =
      check.signature.algorithm == Algorithm::none ? std::string() : signed_text(check, request);
  bool fits = false;
  for (const std::string& secret : check.secrets) {
    const std::string expected =
        check.signature.algorithm == Algorithm::none ? secret : signature_of(check.signature, secret, text);
    for (std::string_view one : shown)
      fits |= check.signature.algorithm == Algorithm::none ? same_secret(expected, one)
                                                           : same_signature(check.signature, expected, one);
  }
  return fits;
}

}  // namespace

bool is_template(std::string_view pattern) {
  bool known = true;
  bool closed = each_piece(
      pattern, [](std::string_view) {},
      [&](std::string_view name) {
        known &= name == "body" || name == "timestamp" || name == "endpoint" ||
                 (name.starts_with("header:") && name.size() > 7);
      });
  return closed && known && pattern.find("{body}") != pattern.npos;
}

std::string_view shown_time(const Signature& scheme, const Request& request) {
  std::string_view where = scheme.timestamp;
  if (where.empty()) return {};
  if (where.starts_with("header:")) return sdk::trimmed(request.header(where.substr(7)));
  std::vector<std::string_view> found =
      elements(request.header(scheme.header), where.substr(where.find(':') + 1));
  return found.empty() ? std::string_view() : found.front();
}

bool same_secret(std::string_view a, std::string_view b) {
  return !a.empty() && a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

const char* check_signature(const Check& check, const Request& request,
                            std::chrono::system_clock::time_point now) {
  std::vector<std::string_view> shown = shown_signatures(check.signature, request);
  if (shown.empty()) return check.signature.algorithm == Algorithm::none ? "no_token" : "no_signature";
  if (!any_fits(check, request, shown))
    return check.signature.algorithm == Algorithm::none ? "wrong_token" : "wrong_signature";
  if (check.signature.timestamp.empty()) return nullptr;
  std::optional<std::chrono::seconds> stamp = stamp_seconds(shown_time(check.signature, request));
  if (!stamp) return "no_timestamp";
  auto apart = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()) - *stamp;
  return apart > check.tolerance || -apart > check.tolerance ? "other_time" : nullptr;
}

}  // namespace musubi::webhook
