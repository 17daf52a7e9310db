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

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz", digits = "0123456789";

/// The last word of `text`, which is cut off it with what parts it from what follows: "status_code", "http".
std::string_view take_last_word(std::string_view& text) {
  auto of_words = [](char c) { return letters.find(c) != letters.npos || c == '_'; };
  while (!text.empty() && std::string_view(" :=([{'\"<").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  if (size_t slash = text.rfind('/');
      slash != text.npos && text.find_first_not_of("0123456789.", slash + 1) == text.npos)
    text = text.substr(0, slash);  // http/1.1
  size_t begin = text.size();
  while (begin && of_words(text[begin - 1])) --begin;
  std::string_view word = text.substr(begin);
  text.remove_suffix(word.size());
  return word;
}

/// Whether `before`, which ends where a number begins, makes it a status of HTTP.
bool speaks_of_status(std::string_view before) {
  std::string_view word = take_last_word(before);
  if (word.starts_with("http") || word.ends_with("status") || word == "status_code" || word == "statuscode" ||
      word == "response")
    return true;
  if (word != "code" && word != "error" && word != "with") return false;
  std::string_view first = take_last_word(before);
  if (word == "with") return first == "responded" || first == "failed";
  constexpr std::array of_http{"http", "https", "status", "response", "api"};
  bool spoken = std::find(of_http.begin(), of_http.end(), first) != of_http.end();
  return spoken || (word == "code" && (first.empty() || first == "error"));
}

/// Whether `text` has the number as a status of HTTP: beside a word of it, and no part of a number, name or
/// place.
bool has_status(std::string_view text, std::string_view number) {
  auto is_word = [](char c) {
    return digits.find(c) != digits.npos || letters.find(c) != letters.npos ||
           std::string_view(".-_/,").find(c) != std::string_view::npos;
  };
  constexpr std::array behind = {"client error", "unauthorized", "forbidden", "too many"};
  for (size_t at = 0; (at = text.find(number, at)) != text.npos; at += number.size()) {
    if (at && is_word(text[at - 1])) continue;
    std::string_view after = text.substr(at + number.size());
    bool goes_on = after.size() > 1 && is_word(after[0]) && (after[0] == '_' || is_word(after[1]));
    if (goes_on || (!after.empty() && letters.find(after[0]) != letters.npos)) continue;
    after.remove_prefix(std::min(after.find_first_of(letters), after.size()));
    bool said =
        std::any_of(behind.begin(), behind.end(), [&](const char* word) { return after.starts_with(word); });
    if (said || speaks_of_status(text.substr(0, at))) return true;
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
constexpr std::array down = {"connection refused",     "connection reset",    "connection aborted",
                             "connection timed out",   "read timed out",      "connect timeout",
                             "max retries exceeded",   "network is unreachable", "no route to host",
                             "name resolution",        "name or service not known", "getaddrinfo",
                             "econnrefused",           "etimedout",           "econnreset",
                             "no such host",           "i/o timeout",         "service unavailable",
                             "bad gateway",            "gateway timeout",     "internal server error",
                             "unknownhostexception",   "connectexception",    "can't connect to"};
// Not "out of memory" alone: a source's server may be.
constexpr std::array memory = {"memoryerror",         "bad_alloc",        "cannot allocate memory",
                               "heap out of memory",  "outofmemoryerror", "runtime: out of memory",
                               "outofmemoryexception", "nomemoryerror",   "fatal process oom",
                               "process out of memory",           // Node
                               "array buffer allocation failed",  // Node
                               "could not reserve enough space",  // Java
                               "failed to reserve page summary",  // Go
                               "gc heap initialization failed"};  // .NET

}  // namespace

int32_t blamed(std::string_view words, int32_t otherwise) {
  std::string text = lower(words);
  if (has_status(text, "401") || has_status(text, "403") || holds_one(text, auth)) return MU_AUTH;
  if (has_status(text, "429") || holds_one(text, rate)) return MU_RATE;
  if (holds_one(text, config)) return MU_CONFIG;
  return otherwise;
}

bool may_pass(std::string_view words) {
  std::string text = lower(words);
  constexpr std::array of_server{"500", "502", "503", "504"};
  auto has = [&](const char* number) { return has_status(text, number); };
  return holds_one(text, down) || std::any_of(of_server.begin(), of_server.end(), has);
}

bool out_of_memory(std::string_view words) {
  return holds_one(lower(words), memory);
}

}  // namespace musubi::process
