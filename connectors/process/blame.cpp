#include "connectors/process/blame.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/sdk/connector_abi.h"

namespace musubi::process {
namespace {

template <class Words>
bool holds_one(const std::string& text, const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// Whether a status of HTTP stands in the text as a number of its own.
bool has_status(const std::string& text, std::string_view number) {
  auto is_word = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-'; };
  for (size_t at = 0; (at = text.find(number, at)) != text.npos; at += number.size()) {
    size_t end = at + number.size();
    bool before = at && is_word(text[at - 1]);
    bool after = end < text.size() && is_word(text[end]) && !(text[end] == '.' && end + 1 == text.size());
    if (!before && !after) return true;
  }
  return false;
}

constexpr std::array auth = {"unauthorized",          "authentication failed", "authentication failure",
                             "authenticationfailed",  "invalid credential",    "invalid_grant",
                             "invalid_client",        "invalid_token",         "invalid api key",
                             "invalid access token",  "invalid token",         "expired token",
                             "token has expired",     "token expired",         "token is expired",
                             "bad credentials",       "access denied",         "access_denied",
                             "permission denied for", "password authentication", "login failed",
                             "login incorrect",       "incorrect username",    "credentials are invalid",
                             "credentials are not valid"};
constexpr std::array config = {"config is missing required",
                               "config validation failed",
                               "missing required key",
                               "missing required config",
                               "is a required property",
                               "invalid configuration",
                               "unrecognized arguments",
                               "the following arguments are required",
                               "no such option",
                               "config validation error",
                               "configvalidationerror",
                               "modulenotfounderror"};
constexpr std::array rate = {"too many requests", "rate limit exceeded", "rate limited", "ratelimitexceeded"};
constexpr std::array memory = {"memoryerror", "bad_alloc", "cannot allocate memory", "out of memory",
                               "outofmemoryerror", "unable to allocate"};

}  // namespace

int32_t blamed(std::string_view words, int32_t otherwise) {
  std::string text = lower(words);
  if (has_status(text, "401") || has_status(text, "403") || holds_one(text, auth)) return MU_AUTH;
  if (has_status(text, "429") || holds_one(text, rate)) return MU_RATE;
  if (holds_one(text, config)) return MU_CONFIG;
  return otherwise;
}

bool out_of_memory(std::string_view words) {
  return holds_one(lower(words), memory);
}

}  // namespace musubi::process
