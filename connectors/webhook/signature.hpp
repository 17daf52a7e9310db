// Whether a post comes from who knows the secret. Looks at headers and bytes alone; nothing of the body is
// read as anything.
//
//   header      prefix signature | element *("," element), element = name "=" text
//   signed      text with {body}, {timestamp}, {endpoint}, {header:NAME}
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/sdk/connector.hpp"

namespace musubi::webhook {

enum class Algorithm : uint8_t { sha1, sha256, sha512, none };  // none: the header is the secret itself
enum class Encoding : uint8_t { hex, base64 };

struct Signature {
  std::string header;
  Algorithm algorithm = Algorithm::sha256;
  Encoding encoding = Encoding::hex;
  std::string prefix;
  std::string element;  // "": the header is one signature
  std::string signed_text = "{body}";
  std::string timestamp;  // "header:NAME", "element:NAME", "": none
};

/// False where `signed_text` names something else than what there is.
bool is_template(std::string_view signed_text);

struct Check {
  const Signature& signature;
  std::string_view endpoint;
  std::chrono::seconds tolerance;
  const std::vector<std::string>& secrets;
};

/// nullptr where the signature is that of one of the secrets and its time stamp, if the scheme has one, is
/// near `now`; else the id of the sentence that says what is wrong. Compares in constant time. Of a header
/// with more than 16 signatures the others are not looked at. Cost: one hash of what is signed for each
/// secret.
const char* check_signature(const Check& check, const Request& request,
                            std::chrono::system_clock::time_point now);

/// The time stamp that goes with the signature, as it stands there; "" where the scheme has none.
std::string_view shown_time(const Signature& scheme, const Request& request);

/// Compares in time that depends on the lengths alone.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace musubi::webhook
