// The tokens a source gave. Authenticators of a manifest that log in with the same share one: a manifest that
// names its login in several streams logs in once, and a refresh token that rotates is used once.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace musubi::http {

/// A token and when it ends (microseconds since 1970).
struct Token {
  std::string value;
  int64_t ends = 0;
  bool asked = false;  // for a new one, whatever the settings hold
  std::string refused = {};  // the one before, which the source no longer takes
  int64_t since = 0;         // of a session token: when it was given
  bool taken = false;        // and whether the source has let it in
};

class Tokens {
 public:
  /// That of `authenticator`; `login` says what it logs in with and what of the answer it takes, asked once for each.
  Token& of(const void* authenticator, const std::function<std::string()>& login) {
    auto known = logins_.find(authenticator);
    if (known == logins_.end()) known = logins_.emplace(authenticator, login()).first;
    return tokens_[known->second];
  }
  /// Null where there is none yet.
  Token* find(const void* authenticator) {
    auto known = logins_.find(authenticator);
    return known == logins_.end() ? nullptr : &tokens_[known->second];
  }

 private:
  std::map<const void*, std::string> logins_;
  std::map<std::string, Token> tokens_;  // by what was logged in with
};

}  // namespace musubi::http
