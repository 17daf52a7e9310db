#include "connectors/http/request/placeholders.hpp"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <vector>

#include "connectors/http/request/url.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr int kDepth = 10;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string url_of_base64(std::string text) {
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string filtered(const std::string& value, std::string name) {
  std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  auto by = [&](const char* filter) {
    return text_of(apply_filter(filter, Value(Json(value)), Arguments(filter, {}, {})));
  };
  if (name == "urlencoder" || name == "urlencode") return percent_encoded(value, "", true);
  if (name == "urldecoder" || name == "urldecode") return percent_decoded(value);
  if (name == "base64encoder" || name == "b64encode" || name == "base64encode") return base64_of(value);
  if (name == "base64decoder" || name == "b64decode" || name == "base64decode") return by("base64decode");
  if (name == "codechallenges256") return code_challenge(value);
  trouble("there is no filter " + name);
}

/// Reads one text from left to right.
class Filling {
 public:
  Filling(std::string_view text, const Look& look) : text_(text), look_(look) {}

  std::string whole() {
    std::string out;
    while (at_ < text_.size()) {
      if (opens()) {
        at_ += 2;
        out += placeholder(0);
      } else {
        out += text_[at_++];
      }
    }
    return out;
  }

 private:
  bool opens() const { return text_.substr(at_).starts_with("{{"); }

  /// Behind "{{", to behind its "}}".
  std::string placeholder(int depth) {
    if (depth > kDepth) trouble("placeholders stand too deep in one another");
    std::string said;                // values of inner placeholders in place
    size_t bar = std::string::npos;  // the last | that no value brought along
    bool inner = false;
    for (;;) {
      if (at_ >= text_.size()) trouble("{{ without }}");
      if (opens()) {
        at_ += 2;
        said += placeholder(depth + 1);
        inner = true;
      } else if (text_.substr(at_).starts_with("}}")) {
        at_ += 2;
        break;
      } else {
        if (text_[at_] == '|') bar = said.size();
        said += text_[at_++];
      }
    }
    std::string_view value = trimmed(std::string_view(said).substr(0, bar));
    std::string found = inner ? std::string(value) : terms(value);
    return bar == std::string::npos
               ? found
               : filtered(found, std::string(trimmed(std::string_view(said).substr(bar + 1))));
  }

  std::string terms(std::string_view text) const {
    if (text.starts_with('(') && text.ends_with(')')) text = trimmed(text.substr(1, text.size() - 2));
    std::string out;
    for (size_t begin = 0; begin <= text.size();) {
      size_t end = std::min(text.find('~', begin), text.size());
      out += term(trimmed(text.substr(begin, end - begin)));
      begin = end + 1;
    }
    return out;
  }

  std::string term(std::string_view text) const {
    bool quoted = text.size() > 1 && (text[0] == '\'' || text[0] == '"') && text.back() == text[0];
    if (quoted) return std::string(text.substr(1, text.size() - 2));
    if (auto value = look_(std::string(text))) return *value;
    if (text.find_first_of(":/") != text.npos) return std::string(text);  // an address written out
    trouble("there is no value " + std::string(text));
  }

  std::string_view text_;
  const Look& look_;
  size_t at_ = 0;
};

}  // namespace

std::string filled_placeholders(std::string_view text, const Look& look) {
  return Filling(text, look).whole();
}

std::string code_challenge(std::string_view verifier) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size(), digest);
  return url_of_base64(base64_of({reinterpret_cast<const char*>(digest), sizeof digest}));
}

std::string random_token(size_t length) {
  std::string bytes(length, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(length)) != 1)
    trouble("the system gives no random numbers");
  return url_of_base64(base64_of(bytes)).substr(0, length);
}

}  // namespace musubi::http
